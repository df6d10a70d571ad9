/** Jobs that have ended and what they owe, in memory; what a DeliveryStore and half a JobStore do with them. */
import type { Door, Job, Json } from '../../src/job/job.js';
import type { Delivery, DeliveryStore } from '../../src/job/store.js';

export function createMemoryDeliveries() {
  const jobs = new Map<string, Job>();
  const deliveries = new Map<string, Delivery>();
  /** Operations that fail from now on, by name. */
  const failing = new Map<string, Error>();

  const change = (id: string, more: Partial<Delivery>): Delivery => {
    const changed = { ...deliveries.get(id)!, ...more };
    deliveries.set(id, changed);
    return changed;
  };
  const check = (operation: string) => {
    const error = failing.get(operation);
    if (error !== undefined) throw error;
  };

  const store: DeliveryStore = {
    get: async (id) => deliveries.get(id) ?? null,
    async owed() {
      check('owed');
      return [...deliveries.values()].filter(({ state }) => state === 'owed');
    },
    async begin(id) {
      check('begin');
      const delivery = deliveries.get(id);
      return delivery?.state === 'owed' ? change(id, { tries: delivery.tries + 1 }) : null;
    },
    async saveReceipt(id, receipt) {
      check('saveReceipt');
      change(id, { receipt });
    },
    async settle(id, state) {
      check('settle');
      change(id, { state });
    },
  };

  return {
    store,
    failing,
    jobs: { get: async (id: string) => jobs.get(id) ?? null },
    /** A job ends and owes its answer. */
    end(id: string, address: Json, { door = 'discord' as Door, endedAt = 0 } = {}) {
      const requester = { door, tenant: 't', user: 'u', channel: null, roles: [], isModerator: false };
      jobs.set(id, { id, requester, address, state: 'done', endedAt } as unknown as Job);
      const nonce = `nonce-${id}`;
      deliveries.set(id, { job: id, nonce, receipt: null, tries: 0, state: 'owed' });
    },
    move: (id: string, address: Json) => void jobs.set(id, { ...jobs.get(id)!, address }),
    at: (id: string) => deliveries.get(id)!,
  };
}
