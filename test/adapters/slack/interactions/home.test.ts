/** The app's home tab. */
import { expect, it } from 'vitest';
import { views } from '../../discord/settings/views.js';
import { message, openStage, type Stage } from './stage.js';

const home = async (stage: Stage, who = stage.ada) => {
  who.openHome();
  await stage.slack.until(() => who.home !== null);
  return who.home!;
};

it('shows a person’s own pictures and the queue', async () => {
  const stage = await openStage();
  const view = await home(stage);
  expect(view.words).toContain('/stylize history');
  expect(view.words).toContain('/stylize queue');
  const asked = stage.asked.command.map(([name, values]) => [name, values]);
  expect(asked).toEqual([
    ['history', { limit: '5' }],
    ['queue', {}],
  ]);
  expect(stage.asked.command[0]![2].requester).toMatchObject({ user: stage.ada.user.id, channel: null });
});

it('shows settings to admins alone, as Slack knows them then', async () => {
  const stage = await openStage();
  stage.says.settings = async () => views;
  expect((await home(stage)).words).not.toContain('Settings of this workspace');
  const view = await home(stage, stage.mo);
  expect(view.words).toContain('Settings of this workspace');
  const form = await stage.mo.press(view, 'v1:settings').modal();
  expect(form.callbackId).toBe('v1:settings');
  stage.mo.user.isAdmin = false;
  stage.mo.openHome();
  await view.until(({ words }) => !words.includes('Settings of this workspace'));
});

it('has a button for a picture', async () => {
  const stage = await openStage();
  const view = await stage.ada.press(await home(stage), 'v1:stylize').modal();
  stage.ada.submit(view, { preset: 'style-1', post_to: stage.channel.id }, { content: [stage.photo()] });
  expect((await message(stage, 'Painting')).channel).toBe(stage.channel);
});

it('another tab is not answered', async () => {
  const stage = await openStage();
  const { user } = stage.ada;
  stage.slack.event(stage.team, { type: 'app_home_opened', user: user.id, channel: 'D1', tab: 'messages' });
  await stage.slack.until(() => stage.log.some((line) => line.includes('"kind":"home"')));
  expect(stage.slack.requests('views.publish')).toEqual([]);
});
