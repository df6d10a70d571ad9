/**
 * Figures for Prometheus: what the queue does, how long it takes, how the process is. No figure is kept by user or by
 * server: there would be too many, and whoever reads the figures has no business with people.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobEvent } from '../job/events.js';
import type { Door, FinalState, Job, JobState } from '../job/job.js';
import type { Log } from '../log.js';
import type { LoopDelayMeter } from './loop-delay.js';

export interface MetricsOptions {
  /** Of Impasto. */
  readonly version: string;
  /** Asked at every scrape. */
  readonly jobs: {
    count(): Promise<Readonly<Record<JobState, number>>>;
    unfinished(): Promise<readonly Pick<Job, 'state' | 'requester'>[]>;
  };
  /** Bytes of all pictures kept. Asked at every scrape, so it should not walk through folders each time. */
  readonly blobBytes: () => number | Promise<number>;
  readonly loopDelay: LoopDelayMeter;
  readonly memory?: () => Pick<NodeJS.MemoryUsage, 'rss' | 'heapUsed' | 'external'>;
  readonly log: Log;
}

export interface Metrics {
  /** Takes one event of the queue. Never throws. */
  readonly observe: (event: JobEvent) => void;
  /** The figures of now. What cannot be asked (a broken database) is left out and counted. */
  readonly render: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** Seconds, up to hours: waiting and rendering. */
const longBuckets = [1, 2, 5, 10, 20, 40, 60, 120, 300, 600, 1800, 3600, 7200];
/** Seconds of one step, from a GPU's to a large picture's on few cores. */
const stepBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const keys = <Key extends string>(table: Readonly<Record<Key, 0>>) => Object.keys(table) as Key[];
const doors = keys<Door>({ page: 0, discord: 0, slack: 0 });
const finalStates = keys<FinalState>({ done: 0, failed: 0, cancelled: 0, expired: 0 });

/** Registers the figures in a registry of its own. */
export function createMetrics({
  version,
  jobs,
  blobBytes,
  loopDelay,
  memory = () => process.memoryUsage(),
  log,
}: MetricsOptions): Metrics {
  const registry = new Registry();
  const common = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => ({
    name,
    help,
    labelNames,
    registers: [registry],
  });
  const counter = <Label extends string>(...row: Parameters<typeof common<Label>>) =>
    new Counter(common(...row));
  const gauge = <Label extends string>(...row: Parameters<typeof common<Label>>) => new Gauge(common(...row));

  const stored = gauge('impasto_jobs', 'Jobs on record, by state.', 'state');
  const waiting = gauge('impasto_jobs_waiting', 'Jobs in the queue, by the door they came in by.', 'door');
  const bytes = gauge('impasto_blob_bytes', 'Bytes of all pictures kept.');
  const admitted = counter('impasto_jobs_admitted_total', 'Jobs let in.', 'door');
  const ended = counter('impasto_jobs_ended_total', 'Jobs that came to their end, by state.', 'state');
  const failures = counter(
    'impasto_job_failures_total',
    'Jobs that failed, by the code of the reason.',
    'code',
  );
  const checkpoints = counter('impasto_checkpoints_total', 'Checkpoints written.');
  const deaths = counter(
    'impasto_renderer_deaths_total',
    'Rendering processes that died under a job.',
    'device',
  );
  const wait = new Histogram({
    ...common('impasto_job_wait_seconds', 'Between admission and the first try.'),
    buckets: longBuckets,
  });
  const render = new Histogram({
    ...common(
      'impasto_job_render_seconds',
      'Between the first try and the end, by the final state.',
      'state',
    ),
    buckets: longBuckets,
  });
  const step = new Histogram({
    ...common('impasto_step_seconds', 'One step of the optimizer, by device.', 'device'),
    buckets: stepBuckets,
  });
  const delay = gauge(
    'impasto_event_loop_delay_seconds',
    'How late timers came since the scrape before.',
    'statistic',
  );
  const resident = gauge(
    'process_resident_memory_bytes',
    'Resident memory of this process, without renderers.',
  );
  const heap = gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.');
  const external = gauge('nodejs_external_memory_bytes', 'Memory outside of the JavaScript heap.');
  const scrapeErrors = counter('impasto_scrape_errors_total', 'Figures that could not be asked.', 'source');
  gauge('impasto_build_info', 'Always 1.', 'version', 'node').set({ version, node: process.version }, 1);
  gauge('process_start_time_seconds', 'When this process began, seconds since 1970.').set(
    Math.round((Date.now() - performance.now()) / 1000),
  );

  // Why: a rate can only be told of a series that was there before its first event.
  for (const door of doors) admitted.inc({ door }, 0);
  for (const state of finalStates) ended.inc({ state }, 0);

  const observers: { readonly [Event in JobEvent as Event['type']]: (event: Event) => void } = {
    admitted: ({ door }) => admitted.inc({ door }),
    started: ({ waitSeconds }) => {
      if (waitSeconds !== null) wait.observe(waitSeconds);
    },
    step: ({ device, seconds }) => step.observe({ device }, seconds),
    checkpoint: () => checkpoints.inc(),
    death: ({ device }) => deaths.inc({ device }),
    ended: ({ state, code, renderSeconds }) => {
      ended.inc({ state });
      if (renderSeconds > 0) render.observe({ state }, renderSeconds);
      if (code !== null) failures.inc({ code });
    },
  };

  /** Figures that are asked at a scrape. Each sets its own, or they are gone for this time. */
  const sources: Readonly<Record<string, { gauges: readonly Gauge[]; ask: () => void | Promise<void> }>> = {
    jobs: {
      gauges: [stored],
      async ask() {
        for (const [state, count] of Object.entries(await jobs.count())) stored.set({ state }, count);
      },
    },
    waiting: {
      gauges: [waiting],
      async ask() {
        const queued = (await jobs.unfinished()).filter(({ state }) => state === 'queued');
        for (const door of doors)
          waiting.set({ door }, queued.filter(({ requester }) => requester.door === door).length);
      },
    },
    blobs: {
      gauges: [bytes],
      async ask() {
        bytes.set(await blobBytes());
      },
    },
    process: {
      gauges: [delay, resident, heap, external],
      ask() {
        for (const [statistic, seconds] of Object.entries(loopDelay.read()))
          delay.set({ statistic }, seconds);
        const { rss, heapUsed, external: outside } = memory();
        resident.set(rss);
        heap.set(heapUsed);
        external.set(outside);
      },
    },
  };

  async function refresh(source: string): Promise<void> {
    const { gauges, ask } = sources[source]!;
    try {
      await ask();
    } catch (error) {
      // Why both: the one takes away what has labels, the other what has none.
      for (const each of gauges) {
        each.reset();
        each.remove({});
      }
      scrapeErrors.inc({ source });
      log.warn({ err: error, source }, 'a figure could not be asked');
    }
  }

  return {
    observe(event) {
      try {
        (observers[event.type] as (event: JobEvent) => void)(event);
      } catch (error) {
        // Why: prom-client refuses numbers that are none; a figure must never stop a job.
        log.warn({ err: error, event }, 'an event could not be counted');
      }
    },
    async render() {
      await Promise.all(Object.keys(sources).map(refresh));
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
