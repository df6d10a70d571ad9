/** The door as it opens and closes: with Slack there, with Slack away, with tokens that are none. */
import { expect, it, onTestFinished } from 'vitest';
import { openSlack } from '../../../../src/adapters/slack/open-slack.js';
import { readConfig } from '../../../../src/config.js';
import { createLog } from '../../../../src/log.js';
import { calm, openStage, type Stage } from './stage.js';

/** As far as opening needs it: nothing is painted here. */
const studio = {
  ...{ unfinishedAt: async () => [], job: async () => null, readdress: async () => undefined, album: {} },
} as never;
const conversation = { manner: async () => ({}), command: async () => ({}) } as never;

function open({ slack, clock, database }: Stage, env: Readonly<Record<string, string>>) {
  const log: string[] = [];
  const { installations, seen } = database;
  const opening = openSlack({
    ...{ studio, conversation, installations, seen, clock },
    config: readConfig({ SLACK_PORT: '0', SLACK_API_URL: slack.apiUrl, ...env }),
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
  });
  const closed = opening.then(
    (door) => onTestFinished(() => door.close()),
    () => undefined,
  );
  return { opening, log, closed };
}

it.each(['socket', 'http'] as const)('is ready over %s, and takes in what people do', async (mode) => {
  const stage = await openStage({ mode });
  const { opening } = open(stage, stage.one);
  const { line, port, couriers } = await opening;
  expect(line).toBe('slack ready');
  expect(port === null).toBe(mode === 'socket');
  expect(Object.keys(couriers)).toEqual(['slack']);
  stage.slack.http.url = `http://127.0.0.1:${port}/slack/events`;
  await expect(stage.ada.slash('/stylize', 'help').acknowledged).resolves.toBeDefined();
});

it('is ready for many workspaces as soon as it listens', async () => {
  const stage = await openStage({ mode: 'http' });
  const { line } = await open(stage, stage.many).opening;
  expect(line).toBe('slack ready');
  expect(stage.slack.requests()).toEqual([]);
});

it('fails at once where Slack says no, or where a variable is missing', async () => {
  const stage = await openStage();
  const { one, slack } = stage;
  await expect(open(stage, { ...one, SLACK_BOT_TOKEN: 'xoxb-wrong' }).opening).rejects.toMatchObject({
    ...{ code: 'token-refused', context: { variable: 'SLACK_BOT_TOKEN', platform: 'Slack' } },
  });
  const { SLACK_APP_TOKEN: _, ...alone } = one;
  const gap = open(stage, alone).opening;
  await expect(gap).rejects.toMatchObject({
    code: 'config-invalid',
    context: { variable: 'SLACK_APP_TOKEN' },
  });
  await expect(open(stage, {}).opening).rejects.toMatchObject({ code: 'config-invalid' });
  expect(slack.sockets.connections).toBe(0);
});

it('lets the others open where Slack is away, and says later that it is ready', async () => {
  const stage = await openStage();
  const { slack, clock, one } = stage;
  slack.failNext({ call: 'auth.test', status: 503, times: 6 });
  const { opening } = open(stage, one);
  let door: Awaited<typeof opening> | null = null;
  void opening.then((made) => {
    door = made;
  });
  for (let tries = 0; door === null && tries < 100; tries++) {
    clock.leap(4000);
    await calm(20);
  }
  const { line } = await opening;
  expect(line).toBeInstanceOf(Promise);
  let said: string | null = null;
  void (line as Promise<string>).then((text) => {
    said = text;
  });
  for (let tries = 0; said === null && tries < 200; tries++) {
    clock.leap(20_000);
    await calm(20);
  }
  expect(said).toBe('slack ready');
});

it('closes while Slack is away', async () => {
  const stage = await openStage();
  const { slack, clock, one } = stage;
  slack.failNext({ call: 'auth.test', status: 503, times: 1000 });
  const { opening } = open(stage, one);
  let isOpen = false;
  void opening.then(() => {
    isOpen = true;
  });
  for (let tries = 0; !isOpen && tries < 100; tries++) {
    clock.leap(4000);
    await calm(20);
  }
  const { line, close } = await opening;
  const ended = expect(line).rejects.toThrow();
  await close();
  await ended;
  const asked = slack.requests('auth.test').length;
  clock.leap(10 * 60_000);
  await calm();
  expect(slack.requests('auth.test')).toHaveLength(asked);
});
