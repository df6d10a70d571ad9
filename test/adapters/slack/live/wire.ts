/** Jobs on the stand-in Slack over real sockets: Bolt's client, live messages and courier, without a studio. */
import { onTestFinished } from 'vitest';
import { type Address, toJson } from '../../../../src/adapters/slack/address.js';
import type { ApiOf } from '../../../../src/adapters/slack/api.js';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import { createCourier } from '../../../../src/adapters/slack/courier.js';
import { createSlackLive } from '../../../../src/adapters/slack/live-messages.js';
import { createPreviewFiles } from '../../../../src/adapters/slack/preview-files.js';
import type { Render } from '../../../../src/adapters/slack/render.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { Job, Json } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { createMailbox, type Mailbox } from '../../../../src/progress/mailbox.js';
import { createLeapClock } from '../../../fakes/discord/clock.js';
import type { SlackOptions } from '../../../fakes/slack/fake.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Channel, Message } from '../../../fakes/slack/world.js';
import { jobAt, painted, png, renderFor, replyOf } from './job.js';

export const never = new AbortController().signal;

export async function openWire(options: SlackOptions = {}) {
  const clock = createLeapClock();
  const slack = await startSlack({ clock, fileReadyMs: 200, ...options });
  const team = slack.addTeam();
  const ada = slack.addUser(team, { name: 'ada', isAdmin: true });
  const channel = slack.addChannel(team, { name: 'art' }, [ada]);
  const { token } = slack.install(ada);
  slack.invite(channel);
  const clients = createClients({ token, apiUrl: slack.apiUrl });
  const api = {
    patient: createSlackApi(clients.patient, { isPatient: true }),
    impatient: createSlackApi(clients.impatient, { isPatient: false }),
  };
  const apiOf: ApiOf = async () => ({ ...api, token });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  const news = new Map<string, Mailbox<Presented>>();
  const jobs = new Map<string, Job>();
  const receipts = new Map<string, Json>();
  const tries = new Map<string, number>();
  const files = createPreviewFiles();
  const render: Render = (reply, setting) => renderFor(setting.requester.roles[0])(reply, setting);
  const live = createSlackLive({
    conversation: {
      async *follow(id, _, signal) {
        const box = createMailbox<Presented>(() => true);
        news.set(id, box);
        signal.addEventListener('abort', () => box.end());
        yield* box;
      },
    },
    async readdress(id, address) {
      jobs.set(id, { ...jobs.get(id)!, address });
    },
    isSame: (one, other) => JSON.stringify(one.blocks) === JSON.stringify(other.blocks),
    ...{ apiOf, render, files, clock, log },
  });
  const courier = createCourier({
    conversation: { present: async ({ id }: Job) => painted(id) },
    job: async (id) => jobs.get(id)!,
    async readdress(id, address) {
      jobs.set(id, { ...jobs.get(id)!, address });
    },
    ...{ apiOf, live, render, files, clock, log },
  });
  onTestFinished(async () => {
    await live.close();
    await slack.close();
  });
  const address = (id: string) => jobs.get(id)!.address as unknown as Address;

  return {
    ...{ slack, clock, team, ada, channel, live, api, token, clients, log: lines, address },
    /** Somebody has asked for a picture. */
    begin(id: string, where: Partial<Address> = {}, about: Partial<Job> = {}) {
      const { requester } = jobAt();
      const place = { team: team.id, channel: channel.id, ...where };
      const job = jobAt(place, {
        ...{ id, createdAt: clock.wall(), ...about },
        requester: { ...requester, user: ada.id, roles: [id] },
      });
      jobs.set(id, job);
      live.show(job);
    },
    /** News of a job. @param step of its preview. */
    tell(id: string, words: string, step: number | null = null) {
      const preview = step === null ? null : { step, bytes: png(20 + step) };
      news.get(id)!.push({ job: jobs.get(id)!, preview, reply: replyOf('running', words) });
    },
    /** The message of a job, as soon as it is known. */
    async message(id: string): Promise<Message> {
      await slack.until(() => address(id).message !== null);
      return slack.messages().find(({ ts }) => ts === address(id).message)!;
    },
    readdress(id: string, more: Partial<Address>) {
      jobs.set(id, { ...jobs.get(id)!, address: toJson({ ...address(id), ...more }) });
    },
    /** One try to bring the end. */
    deliver(id: string, signal = new AbortController().signal) {
      const count = (tries.get(id) ?? 0) + 1;
      tries.set(id, count);
      const job: Job = { ...jobs.get(id)!, state: 'done', endedAt: clock.wall() };
      const receipt = receipts.get(id) ?? null;
      const delivery = { job: id, nonce: `nonce-${id}`, receipt, tries: count, state: 'owed' } as const;
      const save = async (saved: Json) => void receipts.set(id, saved);
      return courier.deliver({ job, address: job.address!, delivery }, save, signal);
    },
    /** Messages that came with a picture that is done. */
    pictures: (where: Channel = channel) =>
      slack.messages(where).filter(({ files: shown }) => shown.some(({ name }) => name.startsWith('result'))),
  };
}

/** As deliveries do it, without their pauses. */
export async function insist<Outcome>(deliver: () => Promise<Outcome>, most = 6): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    try {
      return await deliver();
    } catch (error) {
      if (tries === most) throw error;
    }
  }
}
