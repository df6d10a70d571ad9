/** A courier over a Slack that does what the test says, and a store that outlives programs. */
import type { Address } from '../../../../src/adapters/slack/address.js';
import { createCourier } from '../../../../src/adapters/slack/courier.js';
import { createPreviewFiles } from '../../../../src/adapters/slack/preview-files.js';
import type { Render } from '../../../../src/adapters/slack/render.js';
import { StudioError } from '../../../../src/errors.js';
import type { Job, Json } from '../../../../src/job/job.js';
import type { Delivery } from '../../../../src/job/store.js';
import { createLog } from '../../../../src/log.js';
import type { Reply } from '../../../../src/reply/reply.js';
import { createManualClock } from '../../../fakes/manual-clock.js';
import { createFakeApi, Death } from './fake-api.js';
import { jobAt, message, painted, renderFor } from './job.js';

export interface Owed {
  readonly where: Partial<Address>;
  readonly about: Partial<Job>;
  readonly draw: Render;
  readonly reply: Reply;
  readonly readyMs: number;
  readonly isInstalled: boolean;
  /** Somebody deletes the job while its picture is brought. */
  readonly isDeleted: boolean;
  /** Where the job's message is by the time the live messages have ended. */
  readonly moved: Partial<Address>;
  /** Of the nth receipt, from 0: the program dies when it is on the disk; before that, it is not. */
  readonly dies: { readonly save: number; readonly isSaved: boolean } | null;
}

const result = { blob: 'b'.repeat(64), format: 'png', width: 512, height: 341, steps: 24, seconds: 30 };
const never = new AbortController().signal;

export function openCourier(owed: Partial<Owed> = {}) {
  const { where = {}, about = {}, draw = renderFor(), reply = painted() } = owed;
  const { readyMs = 1500, isInstalled = true, isDeleted = false, moved = {}, dies = null } = owed;
  const clock = createManualClock();
  const fake = createFakeApi(clock.now, readyMs);
  const finished: string[] = [];
  const log: { readonly level: string; readonly msg: string }[] = [];
  const files = createPreviewFiles();
  const job = jobAt(
    { message, ...where },
    { state: 'done', endedAt: 1, result: result as unknown as NonNullable<Job['result']>, ...about },
  );
  let receipt: Json = null;
  let saves = 0;
  let tries = 0;

  const courier = createCourier({
    readdress: async () => undefined,
    async apiOf() {
      if (!isInstalled) throw new StudioError('platform-failed', { platform: 'Slack', detail: 'x' });
      return { patient: fake.api, impatient: fake.api, token: 'xoxb-1' };
    },
    live: {
      async finish(id) {
        finished.push(`${id} after ${fake.calls.length} requests`);
      },
    },
    conversation: { present: async () => reply },
    async job(id) {
      if (isDeleted && fake.callsOf('share').length > 0) throw new StudioError('job-unknown', { id });
      return jobAt({ message, ...where, ...moved });
    },
    ...{ render: draw, files, clock },
    log: createLog({ level: 'debug', write: (line) => void log.push(JSON.parse(line)) }),
  });

  const save = async (saved: Json) => {
    const isDeath = dies?.save === saves;
    saves += 1;
    if (!isDeath || dies.isSaved) receipt = saved;
    if (isDeath) throw new Death();
  };

  return {
    ...fake,
    ...{ clock, finished, log, previews: files },
    receipt: () => receipt,
    /** One try, as deliveries make it; time passes meanwhile. */
    async deliver(signal: AbortSignal = never) {
      tries += 1;
      const delivery: Delivery = { job: job.id, nonce: 'n0nce', receipt, tries, state: 'owed' };
      const trying = courier.deliver({ job, address: job.address, delivery }, save, signal);
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      trying.then(over, over);
      for (let second = 0; second < 100 && !isOver; second++) await clock.pass(1000);
      return trying;
    },
    uploads: () => fake.callsOf('upload').length,
    /** Requests that said something. */
    said: () => fake.calls.filter(({ words }) => words !== null),
  };
}
