/** What every control does to one photo, as a labelled sheet. */
import type { Controls, RenderSpec, StylePicture } from '../../src/engine/port.js';
import { ownControls } from '../../src/engine/port.js';
import { contactSheet } from '../../src/image/contact-sheet.js';
import type { Pixels } from '../../src/image/pixels.js';
import { everywhere, type Parts } from './controls-pairs.js';
import { drawMask, pictureOf, type Shape, shapes } from './mask-shapes.js';
import { readPicture } from './samples.js';

const cell = { width: 256, height: 172 } as const;

/** Around the cup of the photo `coffee`. */
const cup: Shape = (u, v, aspect) =>
  Math.min(Math.max((0.37 - Math.hypot((u - 0.485) * aspect, (v - 0.3) * 0.85)) * 60, 0), 1);

/** A label, and a picture or what is painted. */
type Cell = readonly [label: string, what: Pixels | Partial<RenderSpec>];

const isPicture = (what: Pixels | Partial<RenderSpec>): what is Pixels => 'data' in what;

const changed = (changes: Partial<Controls>): Partial<RenderSpec> => ({
  controls: { ...ownControls, ...changes },
});

/** `coffee` in the style of `harvest`, or of that and `swirl-strokes`, where nothing else is said. */
async function planSheet(): Promise<readonly (readonly Cell[])[]> {
  const [content, harvest, swirls] = await Promise.all(
    ['coffee', 'harvest', 'swirl-strokes'].map(readPicture) as [
      Promise<Pixels>,
      Promise<Pixels>,
      Promise<Pixels>,
    ],
  );
  const aspect = content.width / content.height;
  const [disc, ramp] = [drawMask(cup, aspect), drawMask(shapes.soft, aspect)];
  const around = { ...disc, data: disc.data.map((value) => 255 - value) };
  const both = (first: Partial<StylePicture>, second: Partial<StylePicture> = {}): Partial<RenderSpec> => ({
    styles: [
      { ...everywhere(harvest), ...first },
      { ...everywhere(swirls), ...second },
    ],
  });
  const one = (mask: StylePicture['mask']) => ({ styles: [{ ...everywhere(harvest), mask }] });
  const rows: readonly (readonly Cell[])[] = [
    [
      ['photo', content],
      ['style: harvest', harvest],
      ['second style: swirl-strokes', swirls],
      ['mask: the cup', pictureOf(disc)],
      ['mask: soft', pictureOf(ramp)],
    ],
    [
      ['harvest where the mask is white', one(disc)],
      ['the same, --invert-mask', one(around)],
      ['harvest under the soft mask', one(ramp)],
      ['harvest in the mask, swirl-strokes elsewhere', both({ mask: disc })],
      ['both everywhere, 1:1', both({})],
    ],
    [
      ['--colors style', {}],
      ['--colors content', { colors: 'content' }],
      ['--colors luminance', { colors: 'luminance' }],
      ['--pooling max', changed({ pooling: 'max' })],
      ['--pooling average', changed({ pooling: 'average' })],
    ],
    [0, 25, 50, 75, 100].map((strength): Cell => [`--strength ${strength}`, { strength }]),
    [0, 25, 50, 75, 100].map((coarseness): Cell => [`--coarseness ${coarseness}`, changed({ coarseness })]),
    [0.25, 0.5, 1, 2, 4].map((styleScale): Cell => [`--style-scale ${styleScale}`, changed({ styleScale })]),
  ];
  const plainly = { content, styles: [everywhere(harvest)] };
  return rows.map((row) =>
    row.map(([label, what]) => [label, isPicture(what) ? what : { ...plainly, ...what }] as const),
  );
}

/** One picture after the other. */
export async function drawSheet(paint: Parts['paint']): Promise<Pixels> {
  const plan = await planSheet();
  const rows: Pixels[][] = [];
  for (const row of plan) {
    const made: Pixels[] = [];
    for (const [label, what] of row) {
      made.push(isPicture(what) ? what : await paint(what));
      console.log(`${label}: ${process.uptime().toFixed(0)} s`);
    }
    rows.push(made);
  }
  return contactSheet({
    rows,
    cellWidth: cell.width,
    cellHeight: cell.height,
    cellLabels: plan.map((row) => row.map(([label]) => label)),
  });
}
