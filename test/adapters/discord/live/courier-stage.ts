/** A courier over a Discord that does what the test says, and a store that outlives bots. */

import type { Address } from '../../../../src/adapters/discord/address.js';
import { createCourier } from '../../../../src/adapters/discord/courier.js';
import type { Render } from '../../../../src/adapters/discord/render.js';
import type { Job, Json } from '../../../../src/job/job.js';
import type { Delivery } from '../../../../src/job/store.js';
import { createLog } from '../../../../src/log.js';
import { createManualClock } from '../../../fakes/manual-clock.js';
import { createFakeApi, message } from './fake-api.js';
import { jobAt, render, replyOf } from './job.js';

export interface Owed {
  readonly where: Partial<Address>;
  readonly about: Partial<Job>;
  readonly draw: Render;
  /** The receipt cannot be saved. */
  readonly isStoreBroken: boolean;
}

const result = { blob: 'b'.repeat(64), format: 'png', width: 512, height: 341, steps: 24, seconds: 30 };
const never = new AbortController().signal;
/** The answer is a picture. */
const painted = {
  ...replyOf('done', 'painted'),
  blocks: [
    { type: 'picture', picture: { type: 'result', job: 'rokadimu' }, alt: 'it', width: 1, height: 1 },
    { type: 'text', text: 'painted' },
  ],
} as const;

export function openCourier({ where = {}, about = {}, draw = render, isStoreBroken = false }: Partial<Owed>) {
  const clock = createManualClock();
  const fake = createFakeApi(clock.now);
  const finished: string[] = [];
  const log: { readonly level: string; readonly msg: string }[] = [];
  const job = jobAt(
    { message, ...where },
    { state: 'done', endedAt: 1, result: result as unknown as NonNullable<Job['result']>, ...about },
  );
  const courier = createCourier({
    api: fake.api,
    live: {
      async finish(id) {
        finished.push(`${id} after ${fake.calls.length} requests`);
      },
    },
    conversation: { present: async () => painted },
    ...{ render: draw, clock },
    log: createLog({ level: 'debug', write: (line) => void log.push(JSON.parse(line)) }),
  });
  let delivery: Delivery = { job: job.id, nonce: 'n0nce', receipt: null, tries: 0, state: 'owed' };
  const save = async (receipt: Json) => {
    if (isStoreBroken) throw new Error('the disk is full');
    delivery = { ...delivery, receipt };
  };

  return {
    ...fake,
    ...{ clock, finished, log },
    methods: () => fake.calls.map(({ method }) => method),
    receipt: () => delivery.receipt,
    /** One try, as deliveries make it. */
    deliver(signal: AbortSignal = never) {
      delivery = { ...delivery, tries: delivery.tries + 1 };
      return courier.deliver({ job, address: job.address, delivery }, save, signal);
    },
    /** Forgets what was saved last: a bot that died before. */
    forget: () => {
      delivery = { ...delivery, receipt: null };
    },
  };
}
