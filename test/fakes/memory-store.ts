/** JobStore in memory, with the same answers as the one on disk; what the tests of other parts need of it. */
import { type Job, type JobDraft, type JobState, jobStates, tenantKey, userKey } from '../../src/job/job.js';
import { isLegal } from '../../src/job/states.js';
import type { JobStore } from '../../src/job/store.js';

export interface MemoryStore extends JobStore {
  /** Puts a job there as another process would. */
  put(job: Job): void;
  /** Another process changes a job. */
  change(id: string, change: Partial<Job>): void;
  /** The next calls of a method fail with this, until it is set to null. */
  fail(method: keyof JobStore, error: Error | null): void;
  /** Calls by method. */
  readonly calls: ReadonlyMap<string, number>;
}

export function draft(rest: Partial<JobDraft> & { readonly user?: string; readonly tenant?: string } = {}) {
  const { user = 'ann', tenant = 'home', ...others } = rest;
  const made: JobDraft = {
    requester: { door: 'page', tenant, user, channel: null, roles: [], isModerator: false },
    ...{ order: {}, inputs: [], recipe: 'plain', work: [{ pixels: 10_000, steps: 10 }], size: 100 },
    ...{ notes: [], address: null, parent: null, isPrivate: false },
    ...others,
  };
  return made;
}

const fresh: Omit<Job, keyof JobDraft | 'id' | 'createdAt'> = {
  ...{ state: 'queued', startedAt: null, endedAt: null, slot: null, device: null, deaths: 0, stalls: 0 },
  ...{ checkpointStep: 0, cancelledBy: null, result: null, failure: null },
};

export function createMemoryStore(): MemoryStore {
  const jobs = new Map<string, Job>();
  const failures = new Map<string, Error>();
  const calls = new Map<string, number>();
  let last = 0;
  let version = 1;

  const find = (id: string) => jobs.get(id) ?? null;
  const set = (job: Job, change: Partial<Job>): Job => {
    const changed = { ...job, ...change };
    jobs.set(job.id, changed);
    return changed;
  };
  const move = (id: string, to: JobState, change: (job: Job) => Partial<Job>): Job | null => {
    const job = find(id);
    if (job === null || !isLegal(job.state, to)) return null;
    return set(job, { ...change(job), state: to });
  };
  const all = () => [...jobs.values()];

  const store: JobStore = {
    async admit(made, at, _dayStart, check) {
      const census = await store.census(made.requester, 0);
      check(census);
      last += 1;
      const job: Job = { ...made, ...fresh, id: `job${last}`, createdAt: at };
      jobs.set(job.id, job);
      return job;
    },
    async census(requester) {
      const queued = all().filter(({ state }) => state === 'queued');
      const own = (job: Job) => userKey(job.requester) === userKey(requester);
      const here = (job: Job) => tenantKey(job.requester) === tenantKey(requester);
      return {
        waiting: {
          ...{ all: queued.length, tenant: queued.filter(here).length, user: queued.filter(own).length },
        },
        running: all().filter((job) => job.state === 'running' && own(job)).length,
        ...{ today: 0, lastAt: null, block: null },
      };
    },
    get: async (id) => find(id),
    async list({ states = jobStates, tenant, user, limit = 50 } = {}) {
      const fits = all().filter(
        ({ state, requester }) =>
          states.includes(state) &&
          (tenant === undefined || tenant === tenantKey(requester)) &&
          (user === undefined || user === userKey(requester)),
      );
      return fits.reverse().slice(0, limit);
    },
    unfinished: async () => all().filter(({ state }) => state === 'queued' || state === 'running'),
    async count() {
      const counts = jobStates.map((state) => [state, all().filter((job) => job.state === state).length]);
      return Object.fromEntries(counts);
    },
    start: async (id, slot, device, at) =>
      move(id, 'running', ({ startedAt }) => ({ slot, device, startedAt: startedAt ?? at })),
    requeue: async (id, { death, stall }) =>
      move(id, 'queued', ({ deaths, stalls }) => ({
        deaths: deaths + (death ? 1 : 0),
        stalls: stall === 'count' ? stalls + 1 : stall === 'reset' ? 0 : stalls,
      })),
    end: async (id, { state, endedAt, result = null, failure = null, cancelledBy, death }) =>
      move(id, state, (job) => ({
        ...{ endedAt, result, failure, cancelledBy: cancelledBy ?? job.cancelledBy },
        deaths: job.deaths + (death ? 1 : 0),
      })),
    async checkpointed(id, step) {
      const job = find(id);
      if (job === null) return;
      set(job, { checkpointStep: step, stalls: step > job.checkpointStep ? 0 : job.stalls });
    },
    async wishCancel(id, by) {
      const job = find(id);
      if (job?.state !== 'running') return false;
      set(job, { cancelledBy: by });
      return true;
    },
    async addNote(id, note) {
      const job = find(id);
      if (job !== null) set(job, { notes: [...job.notes, note] });
    },
    async setAddress(id, address) {
      const job = find(id);
      if (job !== null) set(job, { address });
    },
    async forgetFiles(id) {
      const job = find(id);
      if (job === null) return;
      const { timelapse: _, ...result } = job.result ?? {};
      set(job, { inputs: [], result: job.result && ({ ...result, blob: null } as Job['result']) });
    },
    async remove(ids) {
      for (const id of ids) jobs.delete(id);
    },
    withFiles: async (limit) =>
      all()
        .filter(({ endedAt, inputs, result }) => endedAt !== null && (inputs.length > 0 || result?.blob))
        .sort((a, b) => a.endedAt! - b.endedAt!)
        .slice(0, limit),
    tenants: async () => [...new Set(all().map(({ requester }) => tenantKey(requester)))],
    endedBefore: async (tenant, at, limit) =>
      all()
        .filter(
          ({ endedAt, requester }) => endedAt !== null && endedAt < at && tenantKey(requester) === tenant,
        )
        .sort((a, b) => a.endedAt! - b.endedAt!)
        .slice(0, limit),
    referencedBlobs: async () =>
      new Set(
        all().flatMap(({ inputs, result }) => [
          ...inputs,
          ...[result?.blob, result?.timelapse?.blob].filter((hash) => typeof hash === 'string'),
        ]),
      ),
    version: async () => version,
  };

  const guarded = Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      async (...values: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        const failure = failures.get(name);
        if (failure !== undefined) throw failure;
        return (method as (...values: unknown[]) => unknown)(...values);
      },
    ]),
  ) as unknown as JobStore;

  return {
    ...guarded,
    put(job) {
      jobs.set(job.id, job);
      version += 1;
    },
    change(id, change) {
      set(find(id)!, change);
      version += 1;
    },
    fail(method, error) {
      if (error === null) failures.delete(method);
      else failures.set(method, error);
    },
    calls,
  };
}
