/** Jobs on the stand-in Discord over real sockets: our client, live messages and courier, without a studio. */
import { ButtonStyle, ComponentType, REST, Routes } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Address, toJson, tokenMs } from '../../../../src/adapters/discord/address.js';
import { createCourier } from '../../../../src/adapters/discord/courier.js';
import { createDiscordLive } from '../../../../src/adapters/discord/live-messages.js';
import type { Render } from '../../../../src/adapters/discord/render.js';
import { createDiscordApi, createRests } from '../../../../src/adapters/discord/rest-api.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { Job, Json } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { createMailbox, type Mailbox } from '../../../../src/progress/mailbox.js';
import type { Reply } from '../../../../src/reply/reply.js';
import { createLeapClock } from '../../../fakes/discord/clock.js';
import type { DiscordOptions } from '../../../fakes/discord/fake.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import type { Message } from '../../../fakes/discord/world.js';
import { jobAt, render as plain, replyOf, wordsOf } from './job.js';

export const edit = 'PATCH /webhooks/{application}/{token}/messages/{message}';
export const never = new AbortController().signal;

/** As the stand-in demands it: every file is shown, and a button says whose message it is. */
const drawn =
  (job: string): Render =>
  async (reply, setting) => {
    const payload = await plain(reply, setting);
    const items = payload.files.map(({ name }) => ({ media: { url: `attachment://${name}` } }));
    const label = 'Info';
    const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, label } as const;
    return {
      ...payload,
      components: [
        { type: ComponentType.TextDisplay, content: wordsOf(payload) },
        ...(items.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items } as const]),
        { type: ComponentType.ActionRow, components: [{ ...button, custom_id: `v1:info:${job}` }] },
      ],
    };
  };

const painted = (job: string): Reply => ({
  ...replyOf('done', 'painted'),
  blocks: [
    { type: 'picture', picture: { type: 'result', job }, alt: 'it', width: 1, height: 1 },
    { type: 'text', text: 'painted' },
  ],
});

export async function openWire(options: DiscordOptions = {}) {
  const clock = createLeapClock();
  const discord = await startDiscord({ clock, ...options });
  discord.register([{ name: 'stylize', description: 'Paints', type: 1, integration_types: [0, 1] }]);
  const guild = discord.addGuild();
  const channel = discord.addChannel(guild);
  const { patient, impatient } = createRests({ api: discord.apiUrl, token: discord.token });
  const answering = new REST({ api: discord.apiUrl });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  const news = new Map<string, Mailbox<Presented>>();
  const jobs = new Map<string, Job>();
  const receipts = new Map<string, Json>();
  const tries = new Map<string, number>();
  const render: Render = (reply, setting) => drawn(setting.requester.roles[0]!)(reply, setting);
  const live = createDiscordLive({
    api: createDiscordApi(impatient),
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
    ...{ render, clock, log },
  });
  const api = createDiscordApi(patient);
  const conversation = { present: async ({ id }: Job) => painted(id) };
  const courier = createCourier({ api, live, conversation, render, clock, log });
  onTestFinished(async () => {
    await live.close();
    await discord.close();
  });

  return {
    ...{ discord, clock, guild, channel, live, api, log: lines, patient, impatient },
    /** Somebody asks for a picture, and is answered: thinking. */
    async begin(id: string, where: Partial<Address> = {}): Promise<Message> {
      const user = discord.addUser();
      discord.join(guild, user);
      const exchange = discord.as(user, channel).slash('stylize');
      const data = where.isEphemeral ? { flags: 64 } : {};
      const route = Routes.interactionCallback(exchange.id, exchange.token);
      await answering.post(route, { auth: false, body: { type: 5, data } });
      const { requester } = jobAt();
      const job = jobAt(
        {
          ...{ application: discord.applicationId, token: exchange.token, channel: channel.id },
          ...{ expiresAt: clock.wall() + tokenMs, maxBytes: 300_000, ...where },
        },
        { id, requester: { ...requester, user: user.id, roles: [id] } },
      );
      jobs.set(id, job);
      live.show(job);
      return exchange.message();
    },
    /** News of a job. */
    tell(id: string, words: string, preview: Presented['preview'] = null) {
      const job = jobs.get(id)!;
      news.get(id)!.push({ job, preview, reply: replyOf('running', words) });
    },
    address: (id: string) => jobs.get(id)!.address as unknown as Address,
    readdress: (id: string, more: Partial<Address>) => {
      const job = jobs.get(id)!;
      jobs.set(id, { ...job, address: toJson({ ...(job.address as unknown as Address), ...more }) });
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
  };
}

/** The picture that is done. */
export const resultsOf = ({ attachments }: Message) =>
  attachments.filter(({ filename }) => filename.startsWith('result'));
