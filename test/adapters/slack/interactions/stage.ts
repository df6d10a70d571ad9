/** What people do as it is answered: real Bolt at the stand-in Slack, with a conversation of the test's own. */
import { App, LogLevel } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { readAddress } from '../../../../src/adapters/slack/address.js';
import type { ApiOf } from '../../../../src/adapters/slack/api.js';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import type { Desk } from '../../../../src/adapters/slack/desk.js';
import { registerHandlers } from '../../../../src/adapters/slack/handlers.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import { toWords } from '../../../../src/adapters/slack/words.js';
import type { Conversation } from '../../../../src/conversation/conversation.js';
import type { Job } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { answer } from '../../../../src/reply/answer.js';
import { actions, type Reply } from '../../../../src/reply/reply.js';
import { createDownload } from '../../../../src/request/download.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { FakeSlack } from '../../../fakes/slack/fake.js';
import type { Exchange, Person, Value } from '../../../fakes/slack/person.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Channel, Message, SlackFile, Team, View } from '../../../fakes/slack/world.js';
import { createTalk } from '../../discord/interactions/talk.js';
import { rendererOf } from '../render/stage.js';

type Talk = ReturnType<typeof createTalk>;

export interface Stage {
  readonly slack: FakeSlack;
  readonly clock: LeapClock;
  readonly team: Team;
  readonly channel: Channel;
  readonly ada: Person;
  readonly bo: Person;
  /** Administers the workspace. */
  readonly mo: Person;
  /** What the conversation answers instead, from now on. */
  readonly says: Partial<Conversation>;
  readonly asked: Talk['asked'];
  readonly jobs: Map<string, Job>;
  /** Jobs whose messages are kept up to date. */
  readonly shown: readonly Job[];
  readonly log: readonly string[];
  /** Who may add styles here; true at first. */
  mayAdd: boolean;
  photo(who?: Person, name?: string): SlackFile;
  /** Fills the form of /stylize: a photo and a preset, unless said otherwise. */
  ask(
    values?: Readonly<Record<string, Value>>,
    files?: Readonly<Record<string, readonly SlackFile[]>>,
  ): Promise<Exchange>;
  /** The bot is being stopped. */
  shutDown(): void;
}

export const bytes = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\na picture', 'latin1'));

/** Names of files, tokens and addresses are nobody's business. */
const secret = /photo_of|https?:|xox[a-z]|xapp-|"trigger|response_url/;

/** Shows each job once, with all buttons that there are. */
function createLive(apiOf: ApiOf, jobs: Map<string, Job>) {
  const shown: Job[] = [];
  const render = rendererOf();
  const post = async (job: Job) => {
    const address = readAddress(job.address);
    const buttons = actions.map((action) => ({
      ...{ action, job: job.id, label: action, emphasis: 'normal' as const },
    }));
    const reply: Reply = { ...answer(`Painting ${job.id}`), kind: 'running', buttons };
    const words = toWords(await render(reply, { requester: job.requester, maxBytes: 1e6 }));
    const { patient } = await apiOf(address);
    const posted = await patient.post(address, words, new AbortController().signal);
    jobs.set(job.id, { ...job, address: { ...address, ...posted } });
  };
  const live: Desk['live'] = {
    show(job) {
      shown.push(job);
      // Why: a test may be over before it; one that waits for the message says so itself.
      post(job).catch(() => undefined);
    },
    finish: async () => undefined,
    close: async () => undefined,
  };
  return { live, shown };
}

export async function openStage(change: Partial<Desk> = {}): Promise<Stage> {
  const clock = createLeapClock();
  const slack = await startSlack({ clock, deadlineMs: 20_000, triggerMs: 20_000, fileReadyMs: 50 });
  const team = slack.addTeam({ name: 'Atelier' });
  const [ada, bo] = [slack.addUser(team, { name: 'ada' }), slack.addUser(team, { name: 'bo' })];
  const mo = slack.addUser(team, { name: 'mo', isAdmin: true });
  const channel = slack.addChannel(team, { name: 'painting' }, [ada, bo, mo]);
  const { token } = slack.install(mo);
  slack.invite(channel);
  const [log, leaving] = [[] as string[], new AbortController()];
  const talk = createTalk();
  const clients = createClients({ token, apiUrl: slack.apiUrl });
  const apis = {
    patient: createSlackApi(clients.patient, { isPatient: true }),
    impatient: createSlackApi(clients.impatient, { isPatient: false }),
    token,
  };
  const apiOf: ApiOf = async () => apis;
  const { live, shown } = createLive(apiOf, talk.jobs);
  const may = { mayAdd: true };
  const app = new App({
    ...{ token, appToken: slack.appToken, socketMode: true, logLevel: LogLevel.ERROR },
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  registerHandlers(app, {
    studio: {
      ...talk.studio,
      overview: () => ({ waiting: [], running: [] }),
      ownStyles: { mayAdd: async () => may.mayAdd },
    },
    ...{ conversation: talk.conversation, apiOf, live, clock, random: Math.random },
    render: rendererOf({ job: async (id) => talk.find(id) }),
    download: createDownload({ hosts: [], extraHosts: [slack.host], sleep: async () => undefined }),
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
    closing: leaving.signal,
    ...change,
  });
  const failures: unknown[] = [];
  app.error(async (error) => void failures.push(error));
  await app.start();
  onTestFinished(async () => {
    leaving.abort();
    await app.stop();
    await slack.close();
    const told = log.find((line) => secret.test(line));
    if (told !== undefined || failures.length > 0) throw new Error(`Told or thrown: ${told} ${failures}`);
  });
  const adaHere = slack.as(ada, channel);
  const photo: Stage['photo'] = (who = adaHere, name = 'photo_of_me.png') =>
    slack.upload(who.user, { bytes, name });
  return {
    ...{ slack, clock, team, channel, log, shown, photo },
    ...{ ada: adaHere, bo: slack.as(bo, channel), mo: slack.as(mo, channel) },
    ...{ says: talk.says, asked: talk.asked, jobs: talk.jobs },
    get mayAdd() {
      return may.mayAdd;
    },
    set mayAdd(value) {
      may.mayAdd = value;
    },
    async ask(values = { preset: 'style-3' }, files = { content: [photo()] }) {
      const view = await adaHere.slash('/stylize').modal();
      return adaHere.submit(view, values, files);
    },
    shutDown: () => leaving.abort(),
  };
}

/** The newest message that contains some words, once there is one. */
export async function message({ slack }: Pick<Stage, 'slack'>, words: string): Promise<Message> {
  const find = () => slack.messages().findLast((one) => one.words.includes(words));
  await slack.until(() => find() !== undefined);
  return find()!;
}

/** A form once it shows something. */
export const filled = (view: View): Promise<View> => view.until(({ words }) => !words.includes('One moment'));

/** A message with all buttons; the job under it is rokadimu. */
export async function pictured(stage: Stage, values?: Readonly<Record<string, Value>>): Promise<Message> {
  await stage.ask(values);
  const shown = await message(stage, 'Painting rokadimu');
  await stage.slack.until(() => readAddress(stage.jobs.get('rokadimu')!.address).message !== null);
  return shown;
}

/** What the user alone is told. */
export async function toldAlone(exchange: Exchange): Promise<Message> {
  const told = await exchange.message();
  if (told.ephemeralFor === null) throw new Error(`All can read: ${told.words}`);
  return told;
}
