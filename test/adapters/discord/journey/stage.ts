/** The whole bot on the stand-in Discord: real discord.js over real sockets, real queue, database and renderer. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiscord } from '../../../../src/adapters/discord/open-discord.js';
import { findPackageRoot } from '../../../../src/assets.js';
import { readConfig } from '../../../../src/config.js';
import { createLog } from '../../../../src/log.js';
import { type Service, startService } from '../../../../src/main.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { DiscordOptions, FakeDiscord } from '../../../fakes/discord/fake.js';
import type { Exchange, OptionValue, Person } from '../../../fakes/discord/person.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import type { Attachment, Channel, Guild, Message } from '../../../fakes/discord/world.js';
import { gallery } from '../../../studio-stage.js';

/** Pictures to send, by what they are. */
export const pictures = {
  photo: { bytes: readFileSync(gallery.find('coffee').file), filename: 'coffee.jpg' },
  painting: { bytes: readFileSync(gallery.find('night-cafe').file), filename: 'night_cafe.jpg' },
} as const;

/** Small and soon done. */
export const quick = { size: '128', steps: 4 } as const;
/** Goes on until it is stopped, for a minute at least. */
export const endless = { size: '128', steps: 500 } as const;

export interface Stage {
  readonly discord: FakeDiscord;
  readonly clock: LeapClock;
  /** Of the bot that runs now. */
  readonly service: Service;
  readonly guild: Guild;
  readonly channel: Channel;
  /** Members of the guild, in the channel; bo moderates. */
  readonly ada: Person;
  readonly bo: Person;
  readonly log: readonly string[];
  photo(): Attachment;
  painting(): Attachment;
  /** Ada asks for a quick picture of coffee after a preset. */
  ask(options?: Readonly<Record<string, OptionValue>>, who?: Person): Exchange;
  set(name: string, value: string | null): Promise<void>;
  /** Ends the bot as SIGTERM does, and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** @param environment what is set beside the stand-in's addresses. */
export async function openStage(
  options: DiscordOptions = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const clock = createLeapClock();
  const discord = await startDiscord({ clock, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'impasto-discord-'));
  const log: string[] = [];
  const start = () =>
    startService({
      config: readConfig({
        ...{ IMPASTO_DATA_DIR: folder, IMPASTO_SLOTS: 'cpu', METRICS_PORT: 'off', LOG_LEVEL: 'debug' },
        IMPASTO_ENGINE: 'onnx',
        ...environment,
        ...{
          DISCORD_TOKEN: discord.token,
          DISCORD_API_URL: discord.apiUrl,
          IMPASTO_INPUT_HOSTS: discord.host,
        },
      }),
      version: 'under test',
      log: createLog({ level: 'debug', write: (line) => void log.push(line), secrets: [discord.token] }),
      doors: [(parts) => openDiscord({ ...parts, clock })],
      say: () => undefined,
      rendererEntry: join(findPackageRoot(), 'dist/src/engine/process/child.js'),
    });
  let service = await start();
  await discord.gateway.ready();

  const guild = discord.addGuild({ name: 'Atelier' });
  const channel = discord.addChannel(guild, { name: 'painting' });
  const [adaUser, boUser] = [discord.addUser({ name: 'ada' }), discord.addUser({ name: 'bo' })];
  discord.join(guild, adaUser);
  discord.join(guild, boUser, { permissions: manageGuild });
  const photo = () => discord.upload(pictures.photo);
  const ada = discord.as(adaUser, channel);

  return {
    ...{ discord, clock, guild, channel, ada, log, photo },
    bo: discord.as(boUser, channel),
    painting: () => discord.upload(pictures.painting),
    get service() {
      return service;
    },
    ask: (values = {}, who = ada) =>
      who.slash('stylize', { content: photo(), preset: 'night-cafe', ...quick, ...values }),
    async set(name, text) {
      await service.studio.settings.change({ scope: `discord/${guild.id}`, name, text, by: 'discord/test' });
    },
    async restart() {
      await service.close();
      service = await start();
      await discord.gateway.ready();
    },
    async close() {
      await service.close();
      await discord.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Manage Guild, View Channel, Send Messages, Attach Files, Use Application Commands. */
const manageGuild = (1n << 5n) | (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 31n);

/** Milliseconds for a picture at most, on a slow machine. */
export const patience = 60_000;

/** What the buttons of a message do, and for which job. */
export const buttonsOf = ({ parts }: Message): readonly string[] =>
  parts.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));

/** The job that a message shows; null where it shows none. */
export function jobOf(message: Message): string | null {
  const ids = buttonsOf(message).map((id) => /^v1:[a-z]+:([a-z]+)$/.exec(id)?.[1]);
  return ids.find((id) => id !== undefined) ?? null;
}

/** The custom id of a button. @throws where the message has none such. */
export function buttonOf(message: Message, action: string): string {
  const id = buttonsOf(message).find((one) => one.startsWith(`v1:${action}:`));
  if (id === undefined) throw new Error(`no ${action} among ${buttonsOf(message).join(' ')}`);
  return id;
}

const shows = (action: string) => (message: Message) =>
  buttonsOf(message).some((id) => id.startsWith(`v1:${action}:`));

/** The answer's message once the picture is done (it can be deleted or varied then). */
export const finished = async (exchange: Exchange): Promise<Message> =>
  (await exchange.message()).until(shows('delete'), patience);

/** The answer's message once its job is taken in. */
export const taken = async (exchange: Exchange): Promise<Message> =>
  (await exchange.message()).until((message) => jobOf(message) !== null, patience);

/** The answer's message once it is painted. */
export const painting = async (exchange: Exchange): Promise<Message> =>
  (await exchange.message()).until(({ text }) => /Step [1-9]/.test(text), patience);

/** The words that only the one who acted sees: a refusal, or an answer. */
export async function privately(discord: FakeDiscord, exchange: Exchange): Promise<string> {
  const find = () =>
    discord
      .messages()
      .filter(({ ephemeralFor, isLoading }) => ephemeralFor !== null && !isLoading)
      .find(
        ({ id, interaction }) =>
          interaction === exchange.id || exchange.followUps.some((one) => one.id === id),
      );
  await discord.until(() => find() !== undefined, patience);
  return find()!.text;
}
