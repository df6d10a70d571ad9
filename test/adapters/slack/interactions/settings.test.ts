/** Settings, by clicks, and styles of the workspace's own: who may is asked of Slack at each of them. */
import { expect, it } from 'vitest';
import { isOffered } from '../../../../src/adapters/slack/settings-view.js';
import { StudioError } from '../../../../src/errors.js';
import type { Requester } from '../../../../src/job/job.js';
import { answer, refuseBecause, text } from '../../../../src/reply/answer.js';
import { views } from '../../discord/settings/views.js';
import { bytes, filled, message, openStage, type Stage, toldAlone } from './stage.js';

const forModerators = async ({ isModerator }: Requester) => {
  if (!isModerator) throw new StudioError('settings-forbidden', {});
  return views;
};

const opened = async (stage: Stage, who = stage.mo) => {
  stage.says.settings = forModerators;
  const told = await toldAlone(who.slash('/stylize', 'settings'));
  return filled(await who.press(told, 'v1:settings').modal());
};

it('/stylize settings leads to a form with all of them', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  const offered = views.filter(isOffered).map(({ name }) => name);
  for (const name of offered) expect(view.words).toContain(name);
});

it('one of them is opened, changed, and what came of it is said above all of them', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  stage.mo.press(view, 'v1:setting:max-steps');
  await view.until(({ callbackId }) => callbackId === 'v1:setting:max-steps');
  stage.says.command = async () => ({
    type: 'reply',
    reply: answer('Changed', [text('max-steps is 200 now')]),
  });
  stage.mo.submit(view, { value: '200' });
  await view.until(({ words }) => words.includes('max-steps is 200 now'));
  expect(view.callbackId).toBe('v1:settings');
  const [name, values, { requester }] = stage.asked.command.at(-1)!;
  expect([name, values]).toEqual(['settings', { action: 'set', name: 'max-steps', value: '200' }]);
  expect(requester.isModerator).toBe(true);
});

it('a value that is none is told above all of them', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  stage.mo.press(view, 'v1:setting:max-steps');
  await view.until(({ callbackId }) => callbackId === 'v1:setting:max-steps');
  stage.says.command = async () => ({ type: 'reply', reply: refuseBecause('No', 'expected a whole number') });
  stage.mo.submit(view, { value: '7' });
  await view.until(({ words }) => words.includes('expected a whole number'));
});

it('the way back leads to all of them', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  stage.mo.press(view, 'v1:setting:max-steps');
  await view.until(({ callbackId }) => callbackId === 'v1:setting:max-steps');
  stage.mo.press(view, 'v1:settings');
  await view.until(({ callbackId }) => callbackId === 'v1:settings');
});

it('who is no admin any more when the form is sent changes nothing', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  stage.mo.press(view, 'v1:setting:max-steps');
  await view.until(({ callbackId }) => callbackId === 'v1:setting:max-steps');
  stage.mo.user.isAdmin = false;
  stage.mo.submit(view, { value: '200' });
  await view.until(({ words }) => words.includes('Only moderators'));
  expect(stage.asked.command.at(-1)![2].requester.isModerator).toBe(false);
});

it('who is none is told so, and sees no setting', async () => {
  const stage = await openStage();
  stage.says.settings = forModerators;
  const told = await toldAlone(stage.ada.slash('/stylize', 'settings'));
  const refused = await toldAlone(stage.ada.press(told, 'v1:settings'));
  expect(refused.words).toContain('Only moderators');
  expect(stage.slack.modals()).toEqual([]);
});

it('who ceases to be one while the form is open sees it there', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  stage.mo.user.isAdmin = false;
  stage.mo.press(view, 'v1:setting:max-steps');
  await view.until(({ words }) => words.includes('Only moderators'));
  expect(view.words).not.toContain('max-steps');
});

it('who may add a style finds the form for it below the list', async () => {
  const stage = await openStage();
  const told = await toldAlone(stage.ada.slash('/stylize', 'styles'));
  const view = await stage.ada.press(told, 'v1:add-style').modal();
  stage.ada.submit(view, { name: 'Our Mascot' }, { image: [stage.photo()] });
  await stage.slack.until(() => stage.asked.command.length === 2);
  const [name, values, , , pictures] = stage.asked.command[1]!;
  expect([name, values]).toEqual(['styles', { action: 'add', name: 'Our Mascot' }]);
  expect(pictures).toEqual({ image: { name: 'photo_of_me.png', bytes: Buffer.from(bytes) } });
  const answered = await message(stage, 'Our Mascot');
  expect([answered.channel, answered.ephemeralFor]).toEqual([stage.channel, stage.ada.user.id]);
});

it('who may not does not', async () => {
  const stage = await openStage();
  stage.mayAdd = false;
  const told = await toldAlone(stage.ada.slash('/stylize', 'styles'));
  expect(told.parts.map(({ action_id: id }) => id)).not.toContain('v1:add-style');
});

it('/stylize styles add opens the form with the name in it', async () => {
  const { ada, asked } = await openStage();
  const view = await ada.slash('/stylize', 'styles add Our Mascot').modal();
  expect(view.parts.find(({ type }) => type === 'plain_text_input')?.initial_value).toBe('Our Mascot');
  expect(asked.command).toEqual([]);
});
