/** The whole bot for many workspaces: each takes it in by the stand-in Slack's own page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSlack } from '../../../../src/adapters/slack/open-slack.js';
import { paths } from '../../../../src/adapters/slack/paths.js';
import { findPackageRoot } from '../../../../src/assets.js';
import { readConfig } from '../../../../src/config.js';
import type { InstallationStore } from '../../../../src/job/installation.js';
import { createLog } from '../../../../src/log.js';
import { type Service, startService } from '../../../../src/main.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import type { Exchange, Person, Value } from '../../../fakes/slack/person.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Channel, Team } from '../../../fakes/slack/world.js';
import { visit } from '../app/visit.js';
import { pictures, quick } from './stage.js';

/** A workspace with a channel, and the one person in it, who administers it. */
export interface Workspace {
  readonly team: Team;
  readonly channel: Channel;
  readonly admin: Person;
  /** The row of its tokens, sealed; null = there is none. */
  row(): Promise<string | null>;
  /** Fills the form of /stylize. */
  ask(values?: Readonly<Record<string, Value>>): Promise<Exchange>;
}

export interface ManyStage {
  readonly slack: FakeSlack;
  readonly clock: LeapClock;
  readonly service: Service;
  readonly log: readonly string[];
  /** A workspace that takes the bot in, by its page. */
  install(name: string): Promise<Workspace>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openMany(options: SlackOptions = {}): Promise<ManyStage> {
  const clock = createLeapClock();
  const slack = await startSlack({ clock, fileReadyMs: 300, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'impasto-slack-many-'));
  const log: string[] = [];
  let port = 0;
  let installations: InstallationStore;
  const start = () =>
    startService({
      config: readConfig({
        ...{ IMPASTO_DATA_DIR: folder, IMPASTO_SLOTS: 'cpu', METRICS_PORT: 'off', LOG_LEVEL: 'debug' },
        ...{ SLACK_API_URL: slack.apiUrl, SLACK_PORT: '0', SLACK_CLIENT_ID: slack.clientId },
        ...{ SLACK_CLIENT_SECRET: slack.clientSecret, SLACK_STATE_SECRET: 'nobody-knows-it' },
        SLACK_ENCRYPTION_KEY: '01'.repeat(32),
        ...(options.mode === 'http'
          ? { SLACK_SIGNING_SECRET: slack.signingSecret }
          : { SLACK_APP_TOKEN: slack.appToken }),
      }),
      version: 'under test',
      log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
      doors: [
        async (parts) => {
          const door = await openSlack({ ...parts, clock });
          installations = parts.installations;
          port = door.port!;
          if (options.mode === 'http') slack.http.url = `http://127.0.0.1:${port}${paths.events}`;
          return door;
        },
      ],
      say: () => undefined,
      rendererEntry: join(findPackageRoot(), 'dist/src/engine/process/child.js'),
    });
  let service = await start();

  return {
    ...{ slack, clock, log },
    get service() {
      return service;
    },
    async install(name) {
      const team = slack.addTeam({ name });
      const user = slack.addUser(team, { name: 'ada', isAdmin: true });
      const channel = slack.addChannel(team, { name: 'painting' }, [user]);
      const { finish } = await visit(slack, port, user);
      const { status } = await finish();
      if (status !== 200) throw new Error(`It was not installed: ${status}`);
      slack.invite(channel);
      const admin = slack.as(user, channel);
      return {
        ...{ team, channel, admin },
        row: () => installations.read(`team/${team.id}`),
        async ask(values = {}) {
          const view = await admin.slash('/stylize').modal();
          return admin.submit(
            view,
            { preset: 'night-cafe', ...quick, ...values },
            { content: [slack.upload(user, pictures.photo)] },
          );
        },
      };
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
