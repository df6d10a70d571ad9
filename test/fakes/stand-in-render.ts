/**
 * Renders nothing: takes a known time for each step, keeps a real checkpoint file, and has the accidents that it is told
 * to have. A job tells by its numbers, which go through every layer unchanged: `strength` is milliseconds a step,
 * `seed` names the accident (see {@link accidentSeed}) and makes the picture.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Keeping, RenderSpec } from '../../src/engine/port.js';
import type { Progress } from '../../src/progress/progress.js';

/** Accidents, by the digit that stands for them. Those of a `first` try do not come again to one that was resumed. */
export const accidents = ['none', 'first-death', 'every-death', 'first-hang', 'every-hang', 'error'] as const;
export type Accident = (typeof accidents)[number];

/** A seed that has an accident at a step (0..999) and a picture of its own per `salt` (0..400,000). */
export const accidentSeed = (salt: number, accident: Accident = 'none', step = 0) =>
  salt * 10_000 + accidents.indexOf(accident) * 1000 + step;

/** Steps between two checkpoints. */
export const checkpointEvery = 5;
const side = 24;

export interface StandInWorld {
  /** Ends the process as a crash does. */
  readonly die: () => void;
  /** Whether whoever asked for the picture is still there: only then a checkpoint may be replaced. */
  readonly hasParent: () => boolean;
}

export function createStandInRender({ die, hasParent }: StandInWorld) {
  return async function* render(
    spec: RenderSpec,
    signal: AbortSignal,
    keeping?: Keeping,
  ): AsyncGenerator<Progress> {
    const { seed, strength: stepMs } = spec;
    const steps = spec.steps ?? 10;
    const accident = accidents[Math.floor(seed / 1000) % 10] ?? 'none';
    const accidentStep = seed % 1000;
    const start = performance.now();
    const read = keeping === undefined ? 0 : readCheckpoint(keeping.checkpoint, seed);
    const resumedAt = read ?? 0;
    const recipe = { name: spec.recipe };
    const shape = { width: side, height: side, device: 'stand-in', recipe };
    if (read === null) yield { type: 'note', code: 'checkpoint-lost', detail: 'it is damaged' };
    yield { type: 'started', ...shape, steps, rungs: 1, resumedAt };
    if (resumedAt > 0) yield { type: 'note', code: 'resumed', detail: `from step ${resumedAt}` };

    const end = (type: 'done' | 'cancelled', step: number): Progress => ({
      ...{ type, steps: step, losses: lossesAt(Math.max(1, step)), recipe, device: 'stand-in' },
      picture: step === 0 ? null : paintPicture(seed),
      seconds: (performance.now() - start) / 1000,
      peakRssMiB: process.memoryUsage().rss / 2 ** 20,
    });

    for (let step = resumedAt + 1; step <= steps; step++) {
      if (signal.aborted) return yield end('cancelled', step - 1);
      if (keeping?.suspend.aborted) {
        if (step > 1) writeCheckpoint(keeping.checkpoint, seed, step - 1, hasParent);
        return yield { type: 'suspended', step: step - 1 };
      }
      await sleep(stepMs);
      if (step === accidentStep && (resumedAt === 0 || !accident.startsWith('first'))) {
        if (accident.endsWith('death')) die();
        if (accident.endsWith('hang')) await hang();
        if (accident === 'error') throw new Error('an accident on purpose');
      }
      const seconds = (performance.now() - start) / 1000;
      yield {
        ...{ type: 'step', step, steps, rung: 1, rungs: 1, width: side, height: side },
        ...{ losses: lossesAt(step), seconds, etaSeconds: ((steps - step) * stepMs) / 1000 },
      };
      const isDue = keeping !== undefined && step % checkpointEvery === 0 && step < steps;
      if (isDue && writeCheckpoint(keeping.checkpoint, seed, step, hasParent))
        yield { type: 'checkpoint', step };
    }
    yield end('done', steps);
  };
}

/** Blocks the whole thread, as a driver that hangs does; for a minute, so that no orphan of a failed test stays. */
async function hang(): Promise<void> {
  await sleep(20); // Why: what was said before must have left the process.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
}

const lossesAt = (step: number) => ({ content: {}, style: {}, tv: 0, total: 1 / step });

/** A picture that no other seed has. */
function paintPicture(seed: number) {
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => (seed * (i + 1)) % 251);
  new DataView(data.buffer).setUint32(0, seed);
  return { width: side, height: side, data };
}

/** @returns whether it is on the disk: one that is full harms no picture. */
function writeCheckpoint(path: string, seed: number, step: number, hasParent: () => boolean): boolean {
  const body = JSON.stringify({ seed, step });
  const temporary = `${path}.${process.pid}.part`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, `${crc32(body)}\n${body}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (hasParent()) renameSync(temporary, path);
    return hasParent();
  } catch {
    rmSync(temporary, { force: true });
    return false;
  }
}

/** The step that a checkpoint was written after, 0 where there is none, null where it is none of this job's. */
function readCheckpoint(path: string, seed: number): number | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return 0; // Why: it is not there yet.
  }
  const [sum, body] = text.split('\n') as [string, string | undefined];
  if (body === undefined || Number(sum) !== crc32(body)) return null;
  const checkpoint = JSON.parse(body) as { readonly seed: number; readonly step: number };
  return checkpoint.seed === seed ? checkpoint.step : null;
}
