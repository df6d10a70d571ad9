/**
 * `npm run bench:speed [-- --parts step,start,memory --sizes 256x256,... --runs 5 --threads 0 --pytorch PYTHON]`
 * step: seconds of one value-and-gradient step by size, beside PyTorch's where a Python with torch is named.
 * start: the sample coffee as cafe-terrace at 384 pixels from a cold process: first preview and end.
 * memory: peak resident memory of the rendering process by size, what request/memory.ts plans beside it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { planRender } from '../../src/engine/plan.js';
import { createRendererProcess } from '../../src/engine/process/renderer-process.js';
import { memoryFor } from '../../src/request/memory.js';
import { createSpec, median } from './samples.js';

const { values: args } = parseArgs({
  options: {
    parts: { type: 'string', default: 'step,start,memory' },
    sizes: { type: 'string', default: '256x256,384x256,512x384,512x512' },
    /** Long sides for the part memory: the photo is square there. */
    memory: { type: 'string', default: '256,384,512,768,1024' },
    /** Full-size steps for the part memory; as many as L-BFGS remembers show all of its memory. */
    steps: { type: 'string', default: '12' },
    /** For the part memory. */
    recipe: { type: 'string', default: 'impasto' },
    runs: { type: 'string', default: '5' },
    threads: { type: 'string', default: '0' },
    pytorch: { type: 'string' },
  },
});

const { root, models } = assetFolders();
const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Timing {
  readonly seconds: readonly number[];
  readonly peakMiB: number;
}

/** Runs a program that prints JSON lines, and hears each with the seconds since the start. */
async function listen(
  program: string,
  words: readonly string[],
  hear: (line: Record<string, unknown>, seconds: number) => void,
): Promise<void> {
  const began = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  code.catch(() => undefined);
  for await (const line of createInterface(child.stdout)) {
    hear(JSON.parse(line), (performance.now() - began) / 1000);
  }
  if ((await code) !== 0) throw new Error(`${[program, ...words].join(' ')} ended with ${await code}`);
}

async function time(program: string, words: readonly string[]): Promise<Timing> {
  let timing: Timing | null = null;
  await listen(program, words, (line) => {
    timing = line as unknown as Timing;
  });
  if (timing === null) throw new Error(`${program} printed nothing`);
  return timing;
}

const describe = ({ seconds, peakMiB }: Timing) =>
  `min ${Math.min(...seconds).toFixed(2)} s  median ${median(seconds).toFixed(2)} s  ${Math.round(peakMiB)} MiB`;

async function benchSteps(): Promise<void> {
  for (const size of args.sizes.split(',')) {
    const numbers = [...size.split('x'), args.runs, args.threads];
    const ours = await time(process.execPath, [beside('./step.js'), ...numbers]);
    console.log(`step ${size.padEnd(8)} impasto  ${describe(ours)}`);
    if (args.pytorch === undefined) continue;
    const script = join(root, 'test', 'bench', 'pytorch_step.py');
    const theirs = await time(args.pytorch, [script, join(models, 'vgg19.safetensors'), ...numbers]);
    const ratio = Math.min(...theirs.seconds) / Math.min(...ours.seconds);
    console.log(`step ${size.padEnd(8)} pytorch  ${describe(theirs)}  takes ${ratio.toFixed(2)} x as long`);
  }
}

async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'impasto-bench-'));
  try {
    const cli = beside('../../src/cli.js');
    const output = join(folder, 'out.png');
    const words = ['stylize', 'coffee', '--style', 'cafe-terrace', '--size', '384', '--json', '-o', output];
    const reached = new Map<string, number>();
    await listen(process.execPath, [cli, ...words, '--threads', args.threads], ({ type }, seconds) => {
      if (!reached.has(`${type}`)) reached.set(`${type}`, seconds);
    });
    const points = ['started', 'step', 'preview', 'done'] as const;
    const told = points.map((point) => `${point} ${reached.get(point)?.toFixed(2) ?? '-'} s`);
    console.log(`start coffee as cafe-terrace at 384, cold: first ${told.join(', ')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function benchMemory(): Promise<void> {
  for (const side of args.memory.split(',').map(Number)) {
    const renderer = createRendererProcess({ root });
    try {
      const { content, styles, ...spec } = await createSpec({
        ...{ recipe: args.recipe, size: side, steps: Number(args.steps), threads: Number(args.threads) },
        previewIntervalMs: 1000,
      });
      const square = { width: side, height: side, data: tile(content.data, 3 * side * side) };
      for await (const progress of renderer.render(
        { ...spec, styles, content: square },
        new AbortController().signal,
      )) {
        if (progress.type !== 'done') continue;
        const sizes = styles.map(({ pixels }) => pixels);
        const load = planRender({ ...spec, content: square, styles: sizes, size: side });
        const planned = Math.round(memoryFor(load));
        const { peakRssMiB, seconds } = progress;
        console.log(
          `memory ${side}x${side}: peak ${peakRssMiB} MiB, planned ${planned} MiB (${seconds.toFixed(1)} s)`,
        );
      }
    } finally {
      await renderer.close();
    }
  }
}

/** Any bytes will do where only their number counts. */
function tile(bytes: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length]!);
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  step: benchSteps,
  start: benchStart,
  memory: benchMemory,
};
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} threads, node ${process.version}`,
);
for (const part of args.parts.split(',')) {
  const bench = parts[part];
  if (!bench)
    throw new RangeError(`Expected \`parts\` to be among ${Object.keys(parts).join(', ')}, got ${part}`);
  await bench();
}
