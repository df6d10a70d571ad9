/** A door on loopback for bots under test: takes jobs over HTTP, answers on the stand-in platform, tells all it hears. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { asStudioError } from '../../src/errors.js';
import type { Job, Requester } from '../../src/job/job.js';
import { locateData } from '../../src/job/store/data-folder.js';
import { openDatabase } from '../../src/job/store/database.js';
import type { DoorParts, OpenDoor } from '../../src/main.js';
import { callPlatform, createStandInCourier, type StandInAddress } from '../fakes/platform/couriers.js';
import type { BotEvent, DoorCall, DoorCalls, Order } from './protocol.js';

export interface CrashDoorParts extends DoorParts {
  readonly platformUrl: string;
  readonly tell: (event: BotEvent) => void;
}

const never = new AbortController().signal;

const requesterOf = ({ tenant, user }: { readonly tenant: string; readonly user: string }): Requester => ({
  ...{ door: 'discord', tenant, user, channel: `${tenant} channel`, roles: [], isModerator: false },
});

export async function openCrashDoor({
  studio,
  config,
  platformUrl,
  tell,
}: CrashDoorParts): Promise<OpenDoor> {
  const database = await openDatabase({ path: locateData(config.dataDir).database });

  const watch = async ({ id, requester }: Job): Promise<void> => {
    for await (const news of studio.watch(id, requester, never)) {
      if (news.type === 'started') tell({ event: 'started', id, resumedAt: news.resumedAt });
      if (news.type === 'checkpoint') tell({ event: 'checkpoint', id, step: news.step });
      if (news.type === 'note') tell({ event: 'note', id, code: news.code });
      if (news.type === 'finished') tell({ event: 'ended', id, state: news.state });
    }
  };
  for (const job of await database.jobs.unfinished()) void watch(job);

  const submit = async (order: Order) => {
    const requester = requesterOf(order);
    const channel = requester.channel!;
    const body = { channel, text: 'your picture is in the queue' };
    const message =
      order.means === 'nonce'
        ? null
        : (await callPlatform<{ message: string }>(platformUrl, 'post', body, never)).message;
    const address: StandInAddress = { means: order.means, channel, message };
    const photo = { bytes: Buffer.from(order.content, 'base64'), name: 'photo.png' };
    const style = { bytes: Buffer.from(order.style, 'base64'), name: 'style.png' };
    const numbers = ['steps', 'strength', 'seed', 'size'] as const;
    const job = await studio.submit(
      {
        ...{ requester, address, content: photo, styles: [{ picture: style, weight: 1 }] },
        values: Object.fromEntries(numbers.map((name) => [name, String(order[name])])),
      },
      never,
    );
    void watch(job);
    if (order.isUntold) {
      tell({ event: 'taken', id: job.id });
      await new Promise(() => undefined);
    }
    return { id: job.id };
  };

  const calls: { readonly [Call in DoorCall]: (body: DoorCalls[Call][0]) => Promise<DoorCalls[Call][1]> } = {
    submit,
    async cancel({ id, ...who }) {
      const { state } = await studio.cancel(id, requesterOf(who));
      return { state };
    },
    async state() {
      const unfinished = (await database.jobs.unfinished()).length;
      return { unfinished, owed: (await database.deliveries.owed()).length };
    },
    async jump({ ms }) {
      const now = Date.now;
      Date.now = () => now() + ms;
      return {};
    },
  };

  const server = createServer(async (request, response) => {
    const respond = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    try {
      const call = calls[request.url!.slice(1) as DoorCall] as (body: unknown) => Promise<object>;
      respond(200, await call(await json(request)));
    } catch (error) {
      const { code, message } = asStudioError(error);
      respond(422, { code, message });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const courier = createStandInCourier({
    url: platformUrl,
    picture: async ({ id, requester }) => (await studio.picture(id, requester))?.bytes ?? null,
  });
  return {
    line: `door http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    couriers: { discord: courier },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await database.close();
    },
  };
}
