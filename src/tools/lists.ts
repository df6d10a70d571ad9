/** What `impasto styles`, `recipes` and `layers` print: a table for people, or one JSON object a line. */
import { convolutions } from '../engine/network/vgg19.js';
import type { Recipe } from '../engine/recipe/recipe.js';
import { recipes } from '../engine/recipe/table.js';
import type { Gallery, Preset } from '../request/presets.js';
import { type Io, writeJson } from './io.js';
import { formatTable } from './table.js';

export interface ListValues {
  readonly json: boolean;
}

/** The presets and the samples. */
export function listStyles(gallery: Gallery, { json }: ListValues, io: Pick<Io, 'stdout'>): void {
  const kinds = [...mark('style', gallery.styles), ...mark('sample', gallery.samples)];
  if (json) {
    // Why without the path: it names folders of this machine, and the id is what every command takes.
    for (const { kind, preset } of kinds) writeJson(io, { ...preset, file: undefined, kind });
    return;
  }
  const rows = kinds.map(({ kind, preset }) => [
    preset.id,
    kind,
    preset.artist,
    preset.year ?? '',
    `${preset.width}x${preset.height}`,
    preset.title,
  ]);
  io.stdout(formatTable(['name', 'kind', 'artist', 'year', 'pixels', 'title'], rows));
}

const mark = (kind: 'style' | 'sample', presets: readonly Preset[]) =>
  presets.map((preset) => ({ kind, preset }));

/** The recipes; as JSON with everything that makes them. */
export function listRecipes({ json }: ListValues, io: Pick<Io, 'stdout'>): void {
  const all: readonly Recipe[] = Object.values(recipes);
  if (json) {
    for (const recipe of all) writeJson(io, recipe);
    return;
  }
  const rows = all.map(({ name, size, steps, optimizer, start, pooling, tunedOn, source }) => [
    name,
    size.longSide,
    steps,
    optimizer.type,
    start,
    pooling,
    tunedOn ?? 'any',
    source,
  ]);
  io.stdout(
    formatTable(['name', 'size', 'steps', 'optimizer', 'start', 'pooling', 'tuned on', 'source'], rows),
  );
}

/** Pixels that one position of a layer looks at, per block: 3x3 convolutions widen it by 2 at their stride. */
function describeLayers() {
  let field = 1;
  let stride = 1;
  return convolutions.map((row) => {
    if (row.pooledBefore) {
      field += stride;
      stride *= 2;
    }
    field += 2 * stride;
    return { ...row, stride, receptiveField: field, reluIndex: row.torchvisionIndex + 1 };
  });
}

/** VGG19's convolutions. */
export function listLayers({ json }: ListValues, io: Pick<Io, 'stdout'>): void {
  const all = describeLayers();
  if (json) {
    for (const layer of all) writeJson(io, layer);
    return;
  }
  const rows = all.map((layer) => [
    layer.name,
    layer.inChannels,
    layer.outChannels,
    `1/${layer.stride}`,
    layer.receptiveField,
    layer.torchvisionIndex,
    layer.reluIndex,
  ]);
  const header = ['layer', 'in', 'channels', 'scale', 'sees (px)', 'torchvision', 'its ReLU'];
  io.stdout(formatTable(header, rows));
}
