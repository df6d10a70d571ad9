/**
 * `npm run gallery`: all presets over three sample photos with the defaults, as docs/gallery.webp. The first row shows
 * the presets, the first column the photos.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetFolders } from '../../src/assets.js';
import { createRenderer } from '../../src/engine/render.js';
import { contactSheet } from '../../src/image/contact-sheet.js';
import { encodeImage } from '../../src/image/encode.js';
import type { Pixels } from '../../src/image/pixels.js';
import { createGallery } from '../../src/request/presets.js';
import { createSpec, readPicture } from './samples.js';

const photos = ['astronaut', 'coffee', 'raccoon'];
const cell = { width: 240, height: 200 };
const longSide = 384;

const { root } = assetFolders();
const gallery = await createGallery(root);
const renderer = await createRenderer({ root });

async function paint(content: Pixels, style: Pixels): Promise<Pixels> {
  const spec = await createSpec({
    content,
    styles: [{ pixels: style, weight: 1, mask: null }],
    size: longSide,
  });
  for await (const progress of renderer.render(spec, new AbortController().signal)) {
    if (progress.type === 'done' && progress.picture) return progress.picture;
  }
  throw new Error('The render ended without a picture');
}

const contents = await Promise.all(photos.map(readPicture));
const rows: (Pixels | null)[][] = [[null, ...contents]];
const labels: (string | null)[][] = [[null, ...photos]];
for (const preset of gallery.styles) {
  const style = await readPicture(preset.id);
  const row: Pixels[] = [style];
  for (const content of contents) row.push(await paint(content, style));
  rows.push(row);
  labels.push([preset.id, null, null, null]);
  console.log(`${preset.id} ${process.uptime().toFixed(0)} s`);
}

// Presets across, photos down: ten columns read better than ten rows.
const turn = <T>(table: readonly (readonly T[])[]): T[][] =>
  table[0]!.map((_, i) => table.map((row) => row[i]!));
const sheet = await contactSheet({
  rows: turn(rows),
  cellWidth: cell.width,
  cellHeight: cell.height,
  cellLabels: turn(labels),
});
const file = join(root, 'docs', 'gallery.webp');
await writeFile(file, await encodeImage(sheet, { format: 'webp', quality: 86 }));
console.log(`${file}: ${sheet.width}x${sheet.height}`);
