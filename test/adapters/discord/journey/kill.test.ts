/** `impasto serve` as a process of its own, killed at the worst moments. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPackageRoot } from '../../../../src/assets.js';
import type { FakeDiscord, FakeRequest } from '../../../fakes/discord/fake.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import { buttonsOf, patience, pictures } from './stage.js';

const cli = join(findPackageRoot(), 'dist/src/cli.js');
const edit = 'PATCH /webhooks/{application}/{token}/messages/{message}';

let discord: FakeDiscord;
let folder: string;
let bot: ChildProcess | null = null;
beforeAll(async () => {
  discord = await startDiscord();
  folder = mkdtempSync(join(tmpdir(), 'impasto-kill-'));
});
afterAll(async () => {
  if (bot !== null && bot.exitCode === null) {
    const gone = once(bot, 'exit');
    bot.kill('SIGKILL');
    await gone;
  }
  await discord?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it with nothing but what a person would set; settles at `discord ready`. @returns all that it says. */
async function start(): Promise<readonly string[]> {
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: {
      ...process.env,
      ...{ IMPASTO_DATA_DIR: folder, IMPASTO_PORT: '0', METRICS_PORT: 'off', IMPASTO_SLOTS: 'cpu' },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, IMPASTO_INPUT_HOSTS: discord.host },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  bot = child;
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line === 'discord ready') resolve();
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${said.join('\n')}`)));
  });
  return said;
}

async function kill(): Promise<void> {
  const gone = once(bot!, 'exit');
  bot!.kill('SIGKILL');
  await gone;
}

const hasPicture = ({ files }: FakeRequest) => files.some(({ filename }) => filename.endsWith('.png'));

it('posts one picture, although it is killed between the yes to its last edit and its own note of it', {
  timeout: 3 * patience,
}, async () => {
  expect(await start()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^page http/), 'discord ready']),
  );
  const guild = discord.addGuild();
  const user = discord.addUser();
  discord.join(guild, user);
  const ada = discord.as(user, discord.addChannel(guild));
  const hold = discord.hold(edit, { wants: hasPicture });
  const message = await ada
    .slash('stylize', { content: discord.upload(pictures.photo), preset: 'harvest', size: '128', steps: 4 })
    .message();
  await hold.held;
  await kill();
  hold.drop();
  const before = discord.requests(hasPicture).length;
  const said = await start();
  await discord.until(() => discord.requests(hasPicture).length > before, patience);
  await message.until((now) => buttonsOf(now).some((id) => id.startsWith('v1:delete:')));
  expect(discord.messages(ada.channel)).toHaveLength(1);
  expect(message.attachments.filter(({ filename }) => filename.endsWith('.png'))).toHaveLength(1);
  expect(said.join('\n')).not.toContain(discord.token);

  const running = await ada
    .slash('stylize', { content: discord.upload(pictures.photo), preset: 'harvest', size: '128', steps: 40 })
    .message();
  await running.until(({ text }) => /Step [1-9]/.test(text), patience);
  await kill();
  await start();
  await running.until((now) => buttonsOf(now).some((id) => id.startsWith('v1:delete:')), 2 * patience);
  expect(running.attachments.some(({ filename }) => filename.endsWith('.png'))).toBe(true);
  expect(discord.messages(ada.channel)).toHaveLength(2);

  const gone = once(bot!, 'exit');
  bot!.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
});
