/** `impasto serve` as a process of its own, killed between Slack's yes to the picture and its own note of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPackageRoot } from '../../../../src/assets.js';
import type { FakeSlack } from '../../../fakes/slack/fake.js';
import { startSlack } from '../../../fakes/slack/start.js';
import { newest, patience, pictures, picturesIn, settingsOf, shows } from './stage.js';

const cli = join(findPackageRoot(), 'dist/src/cli.js');

let slack: FakeSlack;
let folder: string;
let token: string;
let bot: ChildProcess | null = null;
beforeAll(async () => {
  slack = await startSlack({ fileReadyMs: 300 });
  folder = mkdtempSync(join(tmpdir(), 'impasto-slack-kill-'));
});
afterAll(async () => {
  if (bot !== null && bot.exitCode === null && bot.signalCode === null) {
    const gone = once(bot, 'exit');
    bot.kill('SIGKILL');
    await gone;
  }
  await slack?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it with nothing but what a person would set; settles at `slack ready`. */
async function start(): Promise<void> {
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: {
      ...process.env,
      ...{ IMPASTO_DATA_DIR: folder, IMPASTO_PORT: '0', METRICS_PORT: 'off', IMPASTO_SLOTS: 'cpu' },
      ...settingsOf(slack, token, 'socket'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  bot = child;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line === 'slack ready' && resolve());
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${said}`)));
  });
}

async function kill(): Promise<void> {
  const gone = once(bot!, 'exit');
  bot!.kill('SIGKILL');
  await gone;
}

it.each(['files.completeUploadExternal', 'chat.update'] as const)(
  'after %s',
  { timeout: 2 * patience },
  async (call) => {
    const team = slack.addTeam();
    const user = slack.addUser(team, { isAdmin: true });
    token = slack.install(user).token;
    const channel = slack.addChannel(team, {}, [user]);
    slack.invite(channel);
    await start();
    const ada = slack.as(user, channel);
    const view = await ada.slash('/stylize', 'harvest').modal();
    const wants = (request: { readonly body: object }) =>
      call !== 'chat.update' || JSON.stringify(request.body).includes('v1:delete:');
    const hold = slack.hold(call, { wants });
    ada.submit(view, { size: '128', steps: '4' }, { content: [slack.upload(user, pictures.photo)] });
    await hold.held;
    await kill();
    hold.drop();
    await start();
    const message = await newest(slack, (one) => one.channel === channel && shows('delete')(one));
    expect(picturesIn(slack, message)).toHaveLength(1);
    expect(slack.messages(channel).filter(({ author }) => author !== user.id && author !== '')).toHaveLength(
      2,
    );
    const gone = once(bot!, 'exit');
    bot!.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
  },
);
