/** What comes in from Slack: real Bolt at the stand-in Slack, with handlers of the test's own behind the gate. */
import type { App } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { createGate, type Gate } from '../../../../src/adapters/slack/gate.js';
import { readMode } from '../../../../src/adapters/slack/mode.js';
import { scopes } from '../../../../src/adapters/slack/scopes.js';
import { readConfig } from '../../../../src/config.js';
import type { Database } from '../../../../src/job/store.js';
import { createLog } from '../../../../src/log.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import type { Person } from '../../../fakes/slack/person.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Installation, Team } from '../../../fakes/slack/world.js';
import { openFresh } from '../../../job/store/fixture/store.js';

/** What a handler was handed. */
export interface Heard {
  readonly kind: 'command' | 'mention' | 'shortcut' | 'view' | 'action';
  readonly team: string | undefined;
  readonly token: string | undefined;
}

export interface OpenGate extends Gate {
  readonly heard: readonly Heard[];
  readonly log: readonly string[];
  /** Of the server; null = there is none. */
  readonly port: number | null;
}

export interface Stage {
  readonly slack: FakeSlack;
  readonly clock: LeapClock;
  readonly database: Database;
  readonly team: Team;
  readonly installation: Installation;
  /** Administers the workspace. */
  readonly ada: Person;
  /** Environment for one workspace. */
  readonly one: Readonly<Record<string, string>>;
  /** For many. */
  readonly many: Readonly<Record<string, string>>;
  /** Opens a gate, and waits until Slack knows it. */
  open(env?: Readonly<Record<string, string>>, act?: (app: App) => void): Promise<OpenGate>;
}

export const firstKey = '01'.repeat(32);

/** What no line of a log may have. */
const secret = /xox[a-z]|xapp-|trigger_id|response_url|\/commands\/|\/actions\/|Bearer|client-secret|code=/;

function listen(app: App, heard: Heard[]) {
  const hear = (kind: Heard['kind'], { teamId, botToken }: { teamId?: string; botToken?: string }) =>
    heard.push({ kind, team: teamId, token: botToken });
  app.command('/stylize', async ({ ack, context }) => {
    await ack();
    hear('command', context);
  });
  app.event('app_mention', async ({ context }) => void hear('mention', context));
  app.shortcut('stylize_global', async ({ ack, context }) => {
    await ack();
    hear('shortcut', context);
  });
}

export async function openStage(options: SlackOptions = {}): Promise<Stage> {
  const clock = createLeapClock();
  const slack = await startSlack({ clock, scopes, deadlineMs: 20_000, triggerMs: 20_000, ...options });
  onTestFinished(() => slack.close());
  const team = slack.addTeam({ name: 'Atelier' });
  const user = slack.addUser(team, { name: 'ada', isAdmin: true });
  const channel = slack.addChannel(team, { name: 'painting' }, [user]);
  const installation = slack.install(user);
  slack.invite(channel);
  const database = await openFresh();
  const transport =
    options.mode === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : { SLACK_APP_TOKEN: slack.appToken };
  const one = { SLACK_BOT_TOKEN: installation.token, ...transport };
  const many = {
    ...{ SLACK_CLIENT_ID: slack.clientId, SLACK_CLIENT_SECRET: slack.clientSecret },
    ...{ SLACK_STATE_SECRET: 'a secret'.replace(' ', '-'), SLACK_ENCRYPTION_KEY: firstKey, ...transport },
  };

  return {
    ...{ slack, clock, database, team, installation, one, many },
    ada: slack.as(user, channel),
    async open(env = one, act = () => undefined) {
      const config = readConfig({ SLACK_PORT: '0', SLACK_API_URL: slack.apiUrl, ...env });
      const [heard, log, closing] = [[] as Heard[], [] as string[], new AbortController()];
      const { installations, seen } = database;
      const gate = createGate({
        ...{ mode: readMode(config)!, apiUrl: config.slackApi, host: '127.0.0.1', port: 0 },
        ...{ installations, seen, clock },
        log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
      });
      let isClosed = false;
      const close = async () => {
        if (isClosed) return;
        isClosed = true;
        closing.abort();
        await gate.close();
        const told = log.find((line) => secret.test(line));
        if (told !== undefined) throw new Error(`Told: ${told}`);
      };
      onTestFinished(close);
      listen(gate.app, heard);
      act(gate.app);
      const port = await gate.listen();
      if (port !== null) slack.http.url = `http://127.0.0.1:${port}/slack/events`;
      await gate.open(closing.signal);
      return { ...gate, heard, log, port, close };
    },
  };
}

/** Lets what is under way come to its end, and something more that would come if it did. */
export const calm = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));
