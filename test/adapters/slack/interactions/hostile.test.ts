/** What no client of Slack sends, and what is from another time: nothing of it does anything. */
import { expect, it } from 'vitest';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import type { Message } from '../../../fakes/slack/world.js';
import { refused } from '../../discord/interactions/talk.js';
import { message, openStage, type Stage, toldAlone } from './stage.js';

const signal = new AbortController().signal;
const apiOf = ({ slack, team }: Stage) =>
  createSlackApi(createClients({ token: slack.installation(team)!.token, apiUrl: slack.apiUrl }).patient, {
    isPatient: true,
  });

/** A message of the bot's with a button that it has never made. */
async function posted(stage: Stage, action_id: string): Promise<Message> {
  const button = { type: 'button' as const, action_id, text: { type: 'plain_text' as const, text: 'x' } };
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  const place = { channel: stage.channel.id, thread: null };
  const { message: ts } = await apiOf(stage).post(place, { blocks, text: 'x' }, signal);
  return stage.slack.messages(stage.channel).find((one) => one.ts === ts)!;
}

it.each([
  'v1:explode:rokadimu',
  'v2:stronger:rokadimu',
  'v1:stronger:../../etc',
  'constructor',
  'v1:page:stylize:2',
  'v1:page:cancel:2',
  'v1:page:toString:2',
])('a button %s says to whoever pressed it that it does nothing', async (id) => {
  const stage = await openStage();
  const told = await toldAlone(stage.bo.press(await posted(stage, id), id));
  expect(told.words).toContain('does nothing');
  expect([stage.asked.command, stage.asked.press]).toEqual([[], []]);
});

it('a button for a job that there is not is answered by the studio', async () => {
  const stage = await openStage();
  stage.says.press = refused;
  const told = await toldAlone(stage.bo.press(await posted(stage, 'v1:again:sawodile'), 'v1:again:sawodile'));
  expect(told.words).toContain('The queue is full');
  expect(stage.shown).toEqual([]);
});

/** A form of another version, or of nobody's. */
async function formed(stage: Stage, change: Readonly<Record<string, unknown>>) {
  const view = await stage.ada.slash('/stylize').modal();
  await apiOf(stage).updateView({ id: view.id, hash: null }, { ...view.body, ...change } as never, signal);
  return view;
}

it.each(['v1:explode', 'v1:delete:rokadimu', 'constructor', 'v1:settings'])(
  'a form %s does nothing',
  async (id) => {
    const stage = await openStage();
    const view = await formed(stage, { callback_id: id });
    stage.ada.submit(view, { preset: 'style-1' }, { content: [stage.photo()] });
    await message(stage, 'does nothing');
    expect([stage.asked.stylize, stage.asked.press, view.isOpen]).toEqual([[], [], false]);
  },
);

it.each(['{', '[]', '{"photos":7,"channel":{}}', '"x"'])(
  'a form that has forgotten where it was (%s) is sent',
  async (metadata) => {
    const stage = await openStage();
    const view = await formed(stage, { private_metadata: metadata });
    stage.ada.submit(view, { preset: 'style-1' }, { content: [stage.photo()] });
    expect((await message(stage, 'Painting')).channel).toBe(stage.channel);
  },
);

it('a form without a photo says so', async () => {
  const stage = await openStage();
  const said = stage.bo.say('look', [stage.photo(stage.bo)]);
  const view = await stage.ada.messageShortcut('stylize_message', said).modal();
  await apiOf(stage).updateView(
    { id: view.id, hash: null },
    { ...view.body, private_metadata: '' } as never,
    signal,
  );
  stage.ada.submit(view, { preset: 'style-1' });
  await message(stage, 'content is missing');
  expect(stage.asked.stylize).toEqual([]);
});

it('marks in what was typed come to nothing', async () => {
  const stage = await openStage();
  const told = await toldAlone(stage.ada.slash('/stylize', '&lt;!channel&gt; *loud*'));
  const marked = told.parts.filter(({ type }) => type === 'mrkdwn').map(({ text }) => String(text));
  expect(marked.join()).not.toMatch(/<!|\*loud\*/);
  expect(told.words).toContain('channel');
});

it('an event of nobody is left alone', async () => {
  const stage = await openStage();
  stage.slack.event(stage.team, { type: 'app_mention', channel: stage.channel.id, text: 'x', ts: '1.2' });
  await stage.slack.until(() => stage.log.some((line) => line.includes('an event of nobody')));
  expect(stage.slack.requests('chat.postMessage')).toEqual([]);
});

it('a mistake of ours is told without its details', async () => {
  const stage = await openStage();
  stage.says.command = () => Promise.reject(new TypeError('x is not a function'));
  const told = await toldAlone(stage.ada.slash('/stylize', 'queue'));
  expect(told.words).toContain('nobody foresaw');
  expect(told.words).not.toContain('x is not');
});

it('where nobody can be told, nothing is thrown', async () => {
  const stage = await openStage();
  for (const call of ['response_url', 'chat.postEphemeral', 'chat.postMessage'] as const)
    stage.slack.failNext({ call, error: 'account_inactive', status: call === 'response_url' ? 500 : 200 });
  stage.says.command = refused;
  stage.ada.slash('/stylize', 'queue');
  await stage.slack.until(() => stage.log.some((line) => line.includes('an answer was not taken')));
});
