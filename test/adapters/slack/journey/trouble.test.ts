/** What goes wrong on the way, and that nobody loses a picture by it, nor gets one twice. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../../fakes/slack/world.js';
import {
  buttonOf,
  endless,
  jobOf,
  known,
  newest,
  openStage,
  patience,
  picturesIn,
  quick,
  type Stage,
  shows,
} from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());

const finishedAfter = (before: ReturnType<typeof known>) => newest(stage.slack, shows('delete'), before);
const stop = (message: Message) => {
  stage.ada.press(message, buttonOf(message, 'cancel'));
  return message.until(({ words }) => /Stopped/.test(words), patience);
};
const whispered = async (says: RegExp) => {
  const is = ({ ephemeralFor, words }: Message) => ephemeralFor !== null && says.test(words);
  return newest(stage.slack, is);
};

it('a picture that waits is cancelled at once', { timeout: patience }, async () => {
  const before = known(stage.slack);
  await stage.ask({ values: endless });
  const first = await newest(stage.slack, ({ words }) => /Step [1-9]/.test(words), before);
  const later = known(stage.slack);
  await stage.ask();
  const waiting = await newest(stage.slack, shows('cancel'), later);
  await stop(waiting);
  expect(waiting.words).toContain('before there was a picture');
  await stop(first);
});

it('goes on after a restart in the middle', { timeout: 2 * patience }, async () => {
  const before = known(stage.slack);
  await stage.ask({ values: { steps: '40' } });
  const message = await newest(stage.slack, ({ words }) => /Step [1-9]/.test(words), before);
  await stage.restart();
  await message.until(shows('delete'), patience);
  expect(picturesIn(stage.slack, message)).toHaveLength(1);
});

it('paints once what Slack sends several times', { timeout: patience }, async () => {
  const { slack, ada, photo } = stage;
  const before = known(slack);
  const view = await ada.slash('/stylize', 'harvest').modal();
  slack.sockets.duplicate(1, 3);
  const sent = ada.submit(view, { ...quick }, { content: [photo()] });
  const message = await finishedAfter(before);
  slack.sockets.repeat(sent.id);
  await stage.restart();
  const again = known(slack);
  await stage.ask();
  await finishedAfter(again);
  const jobs = await stage.service.studio.recent(requester(), 50);
  const own = jobs.filter(
    ({ createdAt }) => createdAt >= (jobs.find(({ id }) => id === jobOf(message))?.createdAt ?? 0),
  );
  expect(own).toHaveLength(2);
});

it('keeps a private picture between the two', { timeout: patience }, async () => {
  const { slack, ada, bo } = stage;
  const before = known(slack);
  const view = await ada.slash('/stylize', 'harvest').modal();
  const isPrivate = view.parts.find(({ block_id: id }) => id === 'private');
  expect(isPrivate).toBeDefined();
  ada.submit(view, { ...quick, private: ['yes'] }, { content: [stage.photo()] });
  const message = await finishedAfter(before);
  expect(message.channel).toBe(slack.directChannel(ada.user));
  expect((await bo.slash('/stylize', `status ${jobOf(message)}`).message(patience)).words).toContain(
    'There is no job',
  );
});

it('says what stands in the way where it is no member', { timeout: patience }, async () => {
  const { slack, team, ada } = stage;
  const closed = slack.addChannel(team, { name: 'closed' }, [ada.user]);
  const there = slack.as(ada.user, closed);
  const view = await there.slash('/stylize', 'harvest').modal();
  const sent = there.submit(view, { ...quick }, { content: [stage.photo()] });
  const { response } = await sent.acknowledged;
  expect(JSON.stringify(response)).toMatch(/invite/i);
});

it('refuses what is no picture in words, and nothing stays in the channel', {
  timeout: patience,
}, async () => {
  const { slack, ada, channel } = stage;
  const before = slack.messages(channel).filter(({ ephemeralFor }) => ephemeralFor === null).length;
  const view = await ada.slash('/stylize', 'harvest').modal();
  const file = slack.upload(ada.user, {
    bytes: Buffer.from('only <!channel> words & no picture'),
    name: '<!everyone>.png',
  });
  ada.submit(view, { ...quick }, { content: [file] });
  const told = await whispered(/do not take|no picture/);
  const marked = told.parts.flatMap(({ text }) =>
    (text as { type?: string } | undefined)?.type === 'mrkdwn' ? [text] : [],
  );
  expect(JSON.stringify(marked)).not.toMatch(/<!(?:everyone|channel)/);
  expect(told.text).not.toMatch(/<!(?:everyone|channel)/);
  expect(slack.messages(channel).filter(({ ephemeralFor }) => ephemeralFor === null)).toHaveLength(before);
});

it('two workspaces have settings of their own', { timeout: patience }, async () => {
  await stage.set('max-steps', '2');
  const before = known(stage.slack);
  await stage.ask({ values: { steps: '9' } });
  const message = await finishedAfter(before);
  await stage.set('max-steps', null);
  expect(message.words).toMatch(/9 .*2, this server's maximum/);
  const elsewhere = await stage.service.studio.settings.effective('slack/T0ELSEWHERE');
  expect(elsewhere['max-steps']).toBe(500);
});

it('finishes all pictures through a storm of 429', { timeout: 3 * patience }, async () => {
  const { slack, team, channel } = stage;
  const before = known(slack);
  slack.failNext({ call: 'chat.update', status: 429, error: 'ratelimited', times: 12, retryAfterS: 1 });
  for (let k = 0; k < 8; k++) {
    const user = slack.addUser(team, { name: `painter ${k}` });
    channel.members.add(user.id);
    const who = slack.as(user, channel);
    await stage.ask({ who, values: { seed: String(k + 1) } });
  }
  const done = () =>
    slack.messages(channel).filter((message) => !before.has(message) && shows('delete')(message));
  await slack.until(() => done().length === 8, 3 * patience);
  for (const message of done()) expect(picturesIn(slack, message)).toHaveLength(1);
});

it('no token and no address that lets people act is in the log', () => {
  const log = stage.log.join('');
  expect(log).not.toMatch(/xoxb-(?!\[)\w|xapp-(?!\[)\w|hooks\.slack/);
  expect(log).not.toContain(stage.slack.appToken);
});

const requester = () => ({
  ...({
    door: 'slack',
    tenant: stage.team.id,
    user: stage.ada.user.id,
    channel: null,
    roles: [],
    isModerator: true,
  } as const),
});
