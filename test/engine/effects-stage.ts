/** Options as they are typed, all the way to a picture: parsed, requested, specified, painted by the real engine at a tiny size. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackageRoot } from '../../src/assets.js';
import { createRenderer } from '../../src/engine/render.js';
import { encodeImage } from '../../src/image/encode.js';
import type { Pixels } from '../../src/image/pixels.js';
import type { EndProgress, Losses, Progress } from '../../src/progress/progress.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery } from '../../src/request/presets.js';
import { formatRecord } from '../../src/request/record.js';
import { buildRequest, type StyleRequest } from '../../src/request/request.js';
import { longSideOf, toSpec } from '../../src/request/spec.js';
import { resumeTyped } from '../../src/tools/resume.js';

export type OptionName = keyof typeof stylizeOptions;
/** Options as typed, by name. */
export type Typed = Readonly<Partial<Record<OptionName, string | readonly string[] | true>>>;

export interface Painted {
  readonly all: readonly Progress[];
  readonly picture: Pixels;
  /** Of the picture that it starts from, and of the one that it ends with. */
  readonly first: Losses;
  readonly last: Losses;
  /** As it ran. */
  readonly recipe: EndProgress['recipe'];
}

/** What the terminal asks of the engine for options that are no part of a request. */
export type Rhythm = Partial<Pick<StyleRequest, 'previewEvery' | 'saveEvery'>>;

export interface Stage {
  /** A file that says it was painted with nothing but defaults. */
  readonly write: (name: string, picture: Pixels) => Promise<string>;
  readonly paint: (typed: Typed, rhythm?: Rhythm) => Promise<Painted>;
  readonly close: () => Promise<void>;
}

/** A small picture of the package. */
export const golden = (name: string): string => join(findPackageRoot(), 'test', 'golden', 'pytorch', name);

/** What everything is compared with: small, few steps, on one thread. */
export const plainly: Typed = {
  content: golden('content.png'),
  style: golden('style.png'),
  ...{ size: '48', steps: '3', engine: 'onnx', device: 'cpu', threads: '1' },
};

const record = formatRecord({
  ...{ settings: {}, recipe: {}, device: 'cpu' },
  pictures: { content: null, styles: [], masks: [], init: null },
});

/** One renderer, warm for all. */
export async function openStage(): Promise<Stage> {
  const root = findPackageRoot();
  const [renderer, gallery] = await Promise.all([createRenderer({ root }), createGallery(root)]);
  const folder = await mkdtemp(join(tmpdir(), 'impasto-effects-'));
  const { signal } = new AbortController();

  return {
    write: async (name, picture) => {
      const file = join(folder, name);
      await writeFile(file, await encodeImage(picture, { format: 'png', record }));
      return file;
    },
    paint: async (typed, rhythm) => {
      const values = parseOptions(stylizeOptions, await resumeTyped({ ...plainly, ...typed }));
      const request = await buildRequest(values, gallery, {
        ...{ previewIntervalMs: 0, previewEvery: 0, saveEvery: 0, ...rhythm, signal },
      });
      const all: Progress[] = [];
      for await (const progress of renderer.render(toSpec(request, longSideOf(request)), signal)) {
        all.push(progress);
      }
      const losses = all.flatMap((progress) => (progress.type === 'step' ? [progress.losses] : []));
      const { picture, losses: last, recipe } = all.at(-1) as EndProgress;
      return { all, picture: picture!, first: losses[0]!, last: last!, recipe };
    },
    close: () => rm(folder, { recursive: true }),
  };
}

/** Mean absolute difference of two pictures of one size, 0..255; infinite between two sizes. */
export function distance(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]!), 0) / a.data.length;
}

/** A grey picture by a value (0..255) for each place. */
export function greyPicture(width: number, height: number, at: (x: number, y: number) => number): Pixels {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    data.fill(at(i % width, Math.floor(i / width)), 3 * i, 3 * i + 3);
  }
  return { width, height, data };
}
