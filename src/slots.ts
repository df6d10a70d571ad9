/** The slots' rendering processes: one each, started when it is first needed, warm from then on. */
import type { Config } from './config.js';
import { type Engine, parseSlotDevice } from './engine/port.js';
import { createRendererProcess, type RendererProcess } from './engine/process/renderer-process.js';

export interface SlotsOptions {
  readonly config: Pick<Config, 'slots' | 'threads' | 'engine'>;
  /** The package's root. */
  readonly root: string;
  /** Where style measurements are kept. */
  readonly cacheFolder: string;
  /** How long `close` waits for steps to end, milliseconds. */
  readonly closeGraceMs: number;
  /** CPUs there are. */
  readonly cpus: number;
  /** MiB that a process holds. */
  readonly residentMiB: (pid: number) => number;
  /** Hears what the processes write to stderr. */
  readonly heard: (slot: string, text: string) => void;
  /** Entry file of the processes. @default the engine's */
  readonly entry?: string;
}

export interface Slots {
  /** By the slot's name. */
  readonly renderers: ReadonlyMap<string, RendererProcess>;
  /** Threads for one picture; 0 = as many as there are physical cores. */
  readonly threads: number;
  readonly engine: Engine;
  /** MiB that the largest of the processes holds now: what the next picture in it will use again. */
  heldMiB(): number;
  /** Loads the engine in all of them, so that the first picture need not wait. @throws StudioError when one cannot. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export function createSlots(options: SlotsOptions): Slots {
  const { config, root, cacheFolder, closeGraceMs, cpus, residentMiB, heard, entry } = options;
  const renderers = new Map(
    config.slots.map(({ name }) => [
      name,
      createRendererProcess({
        ...{ root, cacheFolder, closeGraceMs, heard: (text: string) => heard(name, text) },
        ...(entry === undefined ? {} : { entry }),
      }),
    ]),
  );
  const all = [...renderers.values()];
  return {
    renderers,
    engine: config.engine,
    threads: config.threads === 0 ? shareThreads(config, cpus) : config.threads,
    heldMiB: () => Math.max(...all.map(({ pid }) => (pid === null ? 0 : residentMiB(pid)))),
    warmUp: async () => void (await Promise.all(all.map((renderer) => renderer.warmUp()))),
    close: async () => void (await Promise.all(all.map((renderer) => renderer.close()))),
  };
}

/** Several pictures on the CPU at the same time share its cores: each taking all of them would make both slower. */
function shareThreads({ slots }: Pick<Config, 'slots'>, cpus: number): number {
  const onCpu = slots.filter(({ device }) => {
    const name = parseSlotDevice(device)?.device;
    return name === 'cpu' || name === 'auto';
  });
  return onCpu.length < 2 ? 0 : Math.max(1, Math.floor(cpus / onCpu.length));
}
