/** The whole bot on the stand-in Slack: real Bolt over real sockets, real queue, database and renderer. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSlack } from '../../../../src/adapters/slack/open-slack.js';
import { paths } from '../../../../src/adapters/slack/paths.js';
import { findPackageRoot } from '../../../../src/assets.js';
import { readConfig } from '../../../../src/config.js';
import { createLog } from '../../../../src/log.js';
import { type Service, startService } from '../../../../src/main.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import type { Exchange, Person, Value } from '../../../fakes/slack/person.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Channel, Message, SlackFile, Team } from '../../../fakes/slack/world.js';
import { gallery } from '../../../studio-stage.js';

/** Pictures to send, by what they are. */
export const pictures = {
  photo: { bytes: readFileSync(gallery.find('coffee').file), name: 'coffee.jpg' },
  painting: { bytes: readFileSync(gallery.find('night-cafe').file), name: 'night_cafe.jpg' },
} as const;

/** Small and soon done. */
export const quick = { size: '128', steps: '4' } as const;
/** Goes on until it is stopped, for a minute at least. */
export const endless = { size: '128', steps: '500' } as const;

export interface Ask {
  /** null leaves an input as it is. */
  readonly values?: Readonly<Record<string, Value | null>>;
  /** Default: a photo, and no style of one's own. */
  readonly files?: Readonly<Record<string, readonly SlackFile[]>>;
  readonly who?: Person;
}

export interface Stage {
  readonly slack: FakeSlack;
  readonly clock: LeapClock;
  /** Of the bot that runs now. */
  readonly service: Service;
  readonly team: Team;
  readonly channel: Channel;
  /** Members of the workspace, in the channel; bo is an admin. */
  readonly ada: Person;
  readonly bo: Person;
  readonly log: readonly string[];
  photo(who?: Person): SlackFile;
  painting(who?: Person): SlackFile;
  /** Fills the form of /stylize: a quick picture of coffee after a preset. */
  ask(about?: Ask): Promise<Exchange>;
  set(name: string, value: string | null, team?: Team): Promise<void>;
  /** Ends the bot as SIGTERM does, and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a person sets for one workspace, in either mode. */
export const settingsOf = (slack: FakeSlack, token: string, mode: 'socket' | 'http') => ({
  ...{ SLACK_BOT_TOKEN: token, SLACK_API_URL: slack.apiUrl },
  ...(mode === 'socket'
    ? { SLACK_APP_TOKEN: slack.appToken }
    : { SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_PORT: '0' }),
});

/** @param environment what is set beside the stand-in's addresses. */
export async function openStage(
  options: SlackOptions = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const clock = createLeapClock();
  const mode = options.mode ?? 'socket';
  const slack = await startSlack({ clock, fileReadyMs: 300, ...options });
  const team = slack.addTeam({ name: 'Atelier' });
  const [adaUser, boUser] = [
    slack.addUser(team, { name: 'ada' }),
    slack.addUser(team, { name: 'bo', isAdmin: true }),
  ];
  const { token } = slack.install(boUser);
  const channel = slack.addChannel(team, { name: 'painting' }, [adaUser, boUser]);
  slack.invite(channel);
  const folder = mkdtempSync(join(tmpdir(), 'impasto-slack-'));
  const log: string[] = [];
  const start = async () => {
    const service = await startService({
      config: readConfig({
        ...{ IMPASTO_DATA_DIR: folder, IMPASTO_SLOTS: 'cpu', METRICS_PORT: 'off', LOG_LEVEL: 'debug' },
        IMPASTO_ENGINE: 'onnx',
        ...environment,
        ...settingsOf(slack, token, mode),
      }),
      version: 'under test',
      log: createLog({
        level: 'debug',
        write: (line) => void log.push(line),
        secrets: [token, slack.appToken],
      }),
      doors: [
        async (parts) => {
          const door = await openSlack({ ...parts, clock });
          slack.http.url = door.port === null ? null : `http://127.0.0.1:${door.port}${paths.events}`;
          return door;
        },
      ],
      say: () => undefined,
      rendererEntry: join(findPackageRoot(), 'dist/src/engine/process/child.js'),
    });
    return service;
  };
  let service = await start();
  const ada = slack.as(adaUser, channel);

  return {
    ...{ slack, clock, team, channel, ada, log },
    bo: slack.as(boUser, channel),
    get service() {
      return service;
    },
    photo: (who = ada) => slack.upload(who.user, pictures.photo),
    painting: (who = ada) => slack.upload(who.user, pictures.painting),
    async ask({ values = {}, files, who = ada } = {}) {
      const view = await who.slash('/stylize').modal();
      return who.submit(
        view,
        given({ preset: 'night-cafe', ...quick, ...values }),
        files ?? { content: [slack.upload(who.user, pictures.photo)] },
      );
    },
    async set(name, text, of = team) {
      await service.studio.settings.change({ scope: `slack/${of.id}`, name, text, by: 'slack/test' });
    },
    async restart() {
      await service.close();
      service = await start();
    },
    async close() {
      await service.close();
      await slack.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const given = (values: Readonly<Record<string, Value | null>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== null));

/** Milliseconds for a picture at most, on a slow machine. */
export const patience = 60_000;

const idsOf = ({ parts }: Message) =>
  parts.flatMap(({ action_id: id }) => (typeof id === 'string' ? [id] : []));

/** The job that a message shows; null where it shows none. */
export const jobOf = (message: Message): string | null =>
  idsOf(message)
    .map((id) => /^v1:[a-z]+:([a-z]+)$/.exec(id)?.[1])
    .find((id) => id !== undefined) ?? null;

/** The action id of a button. @throws where the message has none such. */
export function buttonOf(message: Message, action: string): string {
  const id = idsOf(message).find((one) => one.startsWith(`v1:${action}:`));
  if (id === undefined) throw new Error(`no ${action} among ${idsOf(message).join(' ')}`);
  return id;
}

export const shows = (action: string) => (message: Message) =>
  idsOf(message).some((id) => id.startsWith(`v1:${action}:`));

/** The bot's newest message that is such, once there is one that is none of `known`. */
export async function newest(
  slack: FakeSlack,
  is: (message: Message) => boolean,
  known: ReadonlySet<Message> = new Set(),
): Promise<Message> {
  const find = () => slack.messages().findLast((message) => !known.has(message) && is(message));
  await slack.until(() => find() !== undefined, patience);
  return find()!;
}

/** Messages so far, to tell new ones from. */
export const known = (slack: FakeSlack): ReadonlySet<Message> => new Set(slack.messages());

/** Pictures that the bot has put into a message's thread. */
export const picturesIn = (slack: FakeSlack, message: Message): readonly SlackFile[] =>
  slack
    .messages(message.channel)
    .filter(({ thread, ts }) => thread === message.ts && ts !== message.ts)
    .flatMap(({ files }) => files);
