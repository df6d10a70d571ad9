/** A studio with what it takes to add styles to a server, and people who do. */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Requester } from '../src/job/job.js';
import type { Order } from '../src/request/order.js';
import { ada, openStudio, photo } from './studio-stage.js';

export const { signal } = new AbortController();
export const bob: Requester = { ...ada, user: 'bob' };
export const mod: Requester = { ...ada, user: 'mod', isModerator: true };
export const stranger: Requester = { ...ada, tenant: 'another guild', isModerator: true };
/** Another picture than `photo`. */
export const waves = { preset: 'ink-wash' };
export const orderOf = (job: { readonly order: unknown }) => job.order as Order;

export async function openStyles() {
  const stage = await openStudio();
  const { ownStyles } = stage.studio;
  const add = (name: string, who = mod, picture: Parameters<typeof ownStyles.add>[1] = photo) =>
    ownStyles.add(name, picture, who, signal);
  const ids = async (who = ada) => (await ownStyles.list(who)).map(({ id }) => id);
  /** As if nothing had been stored in the last minutes. */
  const age = (hash: string) => utimes(join(stage.data.blobs, hash.slice(0, 2), hash), 1, 1);
  const paint = (preset: string, who = ada) =>
    stage.studio.submit(
      {
        ...{ requester: who, content: photo, address: null, values: {} },
        styles: [{ picture: { preset }, weight: 1 }],
      },
      signal,
    );
  return { ...stage, ownStyles, add, ids, age, paint };
}
