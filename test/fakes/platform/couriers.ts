/** Couriers for the stand-in platform, one for each way of doing a thing once (see src/job/courier.ts). */
import type { Courier, Parcel } from '../../../src/job/courier.js';
import type { Job } from '../../../src/job/job.js';
import type { Body, CallName, Post } from './board.js';

export const means = ['edit', 'nonce', 'upload'] as const;
export type Means = (typeof means)[number];

/** An answer's place on the stand-in platform. */
export type StandInAddress = {
  readonly means: Means;
  readonly channel: string;
  /** The message that tells of the job while it is painted; null where there is none. */
  readonly message: string | null;
};

export interface CourierParts {
  /** Of the platform. */
  readonly url: string;
  /** The bytes of a job's picture; null where it has none. */
  readonly picture: (job: Job) => Promise<Uint8Array | null>;
}

class Gone extends Error {
  override readonly name = 'Gone';
}

/** Asks the platform for something. @throws Gone for what is there no more, Error for every other refusal. */
export async function callPlatform<Result>(
  url: string,
  call: CallName,
  body: Body,
  signal: AbortSignal,
): Promise<Result> {
  const response = await fetch(`${url}/${call}`, { method: 'POST', body: JSON.stringify(body), signal });
  if (response.status === 404) throw new Gone(`${call}: not found`);
  if (!response.ok) throw new Error(`${call}: HTTP ${response.status}`);
  return (await response.json()) as Result;
}

type Ways = Readonly<
  Record<
    Means,
    (
      parcel: Parcel & {
        readonly to: StandInAddress;
        readonly picture: string | null;
        readonly text: string;
      },
      ask: <Result>(call: CallName, body: Body) => Promise<Result>,
      save: Parameters<Courier['deliver']>[1],
    ) => Promise<void>
  >
>;

const ways: Ways = {
  async edit({ to, picture, text }, ask) {
    await ask('edit', { message: to.message, text, picture });
  },

  async nonce({ to, picture, text, job, delivery }, ask, save) {
    if (delivery.receipt !== null) return;
    if (delivery.tries > 1) {
      const { posts } = await ask<{ posts: readonly Post[] }>('list', { channel: to.channel });
      if (posts.some((post) => post.text.startsWith(`${job.id} `))) return;
    }
    const { channel } = to;
    const posted = await ask<{ message: string }>('post', {
      ...{ channel, text, picture, nonce: delivery.nonce, enforce: true },
    });
    await save(posted);
  },

  async upload(parcel, ask, save) {
    const { to, picture, text, delivery } = parcel;
    if (picture === null) return ways.edit(parcel, ask, save);
    let { file } = (delivery.receipt ?? { file: null }) as { readonly file: string | null };
    if (file !== null) {
      const { posts } = await ask<{ posts: readonly string[] }>('info', { file });
      if (posts.length > 0) return;
    } else {
      file = (await ask<{ file: string }>('upload', {})).file;
      await ask('bytes', { file, picture });
      await save({ file });
    }
    await ask('complete', { file, channel: to.channel, text });
  },
};

/** A courier that takes each answer the way that its address names. */
export function createStandInCourier({ url, picture }: CourierParts): Courier {
  return {
    async deliver(parcel, save, signal) {
      const to = parcel.address as unknown as StandInAddress;
      const bytes = await picture(parcel.job);
      const encoded = bytes === null ? null : Buffer.from(bytes).toString('base64');
      const text = `${parcel.job.id} ${parcel.job.state}`;
      const ask = <Result>(call: CallName, body: Body) => callPlatform<Result>(url, call, body, signal);
      try {
        await ways[to.means]({ ...parcel, to, picture: encoded, text }, ask, save);
        return 'delivered';
      } catch (error) {
        if (error instanceof Gone) return 'given-up';
        throw error;
      }
    },
  };
}
