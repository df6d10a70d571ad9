/**
 * `npm run screenshots`, second part: what the bot sends to a stand-in Discord, drawn by the stand-in's own view, to
 * docs/: a picture that is painted, one that is done, the choice of a style, the form of a message, the settings.
 */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiscord } from '../../src/adapters/discord/open-discord.js';
import { assetFolders } from '../../src/assets.js';
import { readConfig } from '../../src/config.js';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { jobClock } from '../../src/job/clock.js';
import { createLog } from '../../src/log.js';
import { startService } from '../../src/main.js';
import { createGallery } from '../../src/request/presets.js';
import { openBrowser } from '../browser/chromium.js';
import type { Modal } from '../fakes/discord/person.js';
import { startDiscord } from '../fakes/discord/start.js';
import {
  type RawModal,
  renderMessageHtml,
  renderModalHtml,
  renderPage,
} from '../fakes/discord/view/index.js';
import type { Message } from '../fakes/discord/world.js';

const docs = join(assetFolders().root, 'docs');
/** Milliseconds that a picture may take. */
const patience = 240_000;
const app = 'Impasto';

const discord = await startDiscord();
const dataDir = await mkdtemp(join(tmpdir(), 'impasto-screenshots-'));
const gallery = await createGallery();
const service = await startService({
  config: readConfig({
    ...{ IMPASTO_DATA_DIR: dataDir, METRICS_PORT: 'off' },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, IMPASTO_INPUT_HOSTS: discord.host },
  }),
  version: 'screenshots',
  doors: [(parts) => openDiscord({ ...parts, clock: jobClock })],
  log: createLog({ level: 'warn', write: (line) => void process.stderr.write(line) }),
  say: () => undefined,
});
await discord.gateway.ready();
const guild = discord.addGuild({ name: 'Atelier' });
const user = discord.addUser({ name: 'Ada' });
discord.join(guild, user, {
  permissions: (1n << 5n) | (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 31n),
});
const ada = discord.as(user, discord.addChannel(guild, { name: 'painting' }));
const upload = async (sample: string) => {
  const { file } = gallery.find(sample);
  return discord.upload({ bytes: await readFile(file), filename: `${sample}.jpg` });
};
const isDone = ({ components }: Message) => JSON.stringify(components).includes('v1:delete:');

const draw = (message: Message, command: string) =>
  renderMessageHtml(
    {
      author: { name: app, isApp: true },
      components: message.components as never,
      attachments: message.attachments.map(({ id, filename }) => ({ id, filename })),
      isEphemeral: message.ephemeralFor !== null,
      isLoading: message.isLoading,
      used: { user: user.name, command },
    },
    {
      files: new Map(message.attachments.map(({ filename, bytes }) => [filename, bytes])),
      now: Date.now(),
      names: new Map([[user.id, user.name]]),
    },
  );
const drawModal = (modal: Modal) => renderModalHtml(modal as unknown as RawModal, app, { now: Date.now() });

interface Shot {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly act: () => Promise<string>;
}

const shots: readonly Shot[] = [
  {
    name: 'discord-running',
    width: 520,
    async act() {
      const content = await upload('chelsea-cat');
      const exchange = ada.slash('stylize', { content, preset: 'stained-glass', size: '384', steps: 60 });
      const message = await exchange.message();
      await message.until(({ text }) => /[3-6]\d % · Step/.test(text), patience);
      const html = draw(message, 'stylize');
      const id = message.parts.find(({ label }) => label === 'Cancel')!.custom_id as string;
      ada.press(message, id);
      await message.until(isDone, patience);
      return html;
    },
  },
  {
    name: 'discord-done',
    width: 620,
    async act() {
      const content = await upload('coffee');
      const exchange = ada.slash('stylize', { content, preset: 'cafe-terrace', size: '512' });
      return draw(await (await exchange.message()).until(isDone, patience), 'stylize');
    },
  },
  {
    name: 'discord-choose',
    width: 520,
    async act() {
      const exchange = ada.slash('stylize', { content: await upload('raccoon') });
      const message = await exchange.message();
      return draw(
        await message.until(({ parts }) => parts.some(({ type }) => type === 3), patience),
        'stylize',
      );
    },
  },
  {
    name: 'discord-form',
    width: 520,
    async act() {
      const message = ada.say('look', [await upload('astronaut')]);
      return drawModal(await ada.messageCommand('Stylize this image', message).modal());
    },
  },
  {
    name: 'discord-settings',
    width: 620,
    async act() {
      const message = await ada.slash('settings').message();
      return draw(await message.until(({ isLoading }) => !isLoading, patience), 'settings');
    },
  },
];

const browser = await openBrowser();
try {
  for (const { name, width, act } of shots) {
    const html = renderPage([await act()], { theme: 'dark' });
    const page = await browser.newPage({ viewport: { width, height: 400 }, deviceScaleFactor: 1.5 });
    await page.setContent(html);
    await page.waitForTimeout(300);
    const picture = await decodeImage(await page.screenshot({ fullPage: true }), { name });
    const file = join(docs, `${name}.webp`);
    await writeFile(file, await encodeImage(picture, { format: 'webp', quality: 88 }));
    console.log(
      `${file}: ${picture.width}x${picture.height}, ${Math.ceil((await stat(file)).size / 1024)} KiB`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  await service.close();
  await discord.close();
  await rm(dataDir, { recursive: true });
}
