/** The other commands: the first word of `/stylize`, for whoever asks alone, page by page. */
import { expect, it } from 'vitest';
import { answer, text } from '../../../../src/reply/answer.js';
import { refused } from '../../discord/interactions/talk.js';
import { openStage, toldAlone } from './stage.js';

it.each([
  ['queue', 'queue', {}],
  ['Styles', 'styles', {}],
  ['history 5', 'history', { limit: '5' }],
  ['history limit:5', 'history', { limit: '5' }],
  ['status rokadimu', 'status', { job: 'rokadimu' }],
  ['cancel', 'cancel', {}],
  ['privacy delete', 'privacy', { action: 'delete' }],
  ['help stylize', 'help', { command: 'stylize' }],
  ['settings set max-steps 200', 'settings', { action: 'set', name: 'max-steps', value: '200' }],
  ['styles remove our mascot', 'styles', { action: 'remove', name: 'our mascot' }],
  ['styles remove "our &amp; mascot"', 'styles', { action: 'remove', name: 'our & mascot' }],
])('/stylize %s', async (typed, name, values) => {
  const { ada, asked } = await openStage();
  const told = await toldAlone(ada.slash('/stylize', typed));
  expect(told.words).toContain(`/stylize ${name}`);
  const [said, given, speaker] = asked.command[0]!;
  expect([said, given]).toEqual([name, values]);
  expect(speaker).toMatchObject({ requester: { user: ada.user.id }, address: null });
});

it('is acknowledged before anything else', async () => {
  const { ada, says } = await openStage();
  says.command = () => new Promise(() => undefined);
  await expect(ada.slash('/stylize', 'queue').acknowledged).resolves.toMatchObject({ response: null });
});

it('is answered where the app is no member, too', async () => {
  const { slack, channel, ada } = await openStage();
  slack.remove(channel);
  expect((await toldAlone(ada.slash('/stylize', 'queue'))).words).toContain('queue');
});

it('words that a command has no place for are refused, not dropped', async () => {
  const { ada, asked } = await openStage();
  expect((await toldAlone(ada.slash('/stylize', 'queue everybody'))).words).toContain('"everybody"');
  expect(asked.command).toEqual([]);
});

it('rights count where they matter, and nobody else is asked for', async () => {
  const { slack, mo, asked } = await openStage();
  for (const name of ['queue', 'settings', 'cancel']) await toldAlone(mo.slash('/stylize', name));
  expect(asked.command.map(([, , { requester }]) => requester.isModerator)).toEqual([false, true, true]);
  expect(slack.requests('users.info')).toHaveLength(2);
});

it('what a response_url does not take is whispered', async () => {
  const { slack, ada, channel } = await openStage();
  slack.failNext({ call: 'response_url', status: 404 });
  ada.slash('/stylize', 'queue');
  await slack.until(() => slack.requests('chat.postEphemeral').length === 1);
  await slack.until(() => slack.messages(channel).some(({ words }) => words.includes('queue')));
});

it('what cannot be whispered, either, goes to direct messages', async () => {
  const { slack, ada, channel } = await openStage();
  slack.remove(channel);
  slack.failNext({ call: 'response_url', status: 404 });
  ada.slash('/stylize', 'queue');
  await slack.until(() => slack.messages(slack.directChannel(ada.user)).length === 1);
});

it('a refusal is an answer, too', async () => {
  const { ada, says } = await openStage();
  says.command = refused;
  expect((await toldAlone(ada.slash('/stylize', 'cancel'))).words).toContain('The queue is full');
});

/** An answer of several pages. */
const long = async () => {
  const blocks = Array.from({ length: 30 }, (_, k) => text(`Chapter ${k + 1}. ${'Words. '.repeat(140)}`));
  return { type: 'reply', reply: answer('Long', blocks) } as const;
};

it('the next page is asked for with what was typed for the first, and takes its place', async () => {
  const { ada, says, asked } = await openStage();
  says.command = long;
  const told = await toldAlone(ada.slash('/stylize', 'history 20'));
  ada.press(told, 'v1:page:history:2');
  await told.until(({ edits }) => edits > 0);
  expect(told.words).not.toContain('Chapter 1.');
  expect(asked.command.map(([, values]) => values)).toEqual([{ limit: '20' }, { limit: '20' }]);
});

it('pages ask for what only shows something: nothing is done twice', async () => {
  const { slack, ada, says, asked } = await openStage();
  says.command = long;
  const told = await toldAlone(ada.slash('/stylize', 'privacy delete'));
  const again = await toldAlone(ada.press(told, 'v1:page:privacy:2'));
  expect(again.words).toContain('another version');
  expect([asked.command.length, told.edits]).toEqual([1, 0]);
  expect(slack.messages().filter(({ words }) => words.includes('Chapter'))).toHaveLength(1);
});
