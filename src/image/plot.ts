/** The loss along the way, as a picture: a curve over a logarithmic axis. Its words stand beside it, in the message. */
import { type Colour, createCanvas } from './canvas.js';
import { encodeImage } from './encode.js';
import { logTicks } from './log-axis.js';

/** In order of the steps. */
export type PlotPoints = readonly (readonly [step: number, value: number])[];

export interface PlotSize {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A card of its own, so that it is readable on a dark chat and on a light one. */
const colours = {
  card: [250, 247, 240],
  line: [197, 77, 42],
  area: [197, 77, 42],
  grid: [221, 214, 201],
} as const satisfies Readonly<Record<string, Colour>>;

const margin = 24;
/** Half the width of the curve, pixels. */
const radius = 2;
/** How much of the colour the area has at the curve; it fades to nothing at the bottom. */
const areaShare = 0.28;

/**
 * A PNG.
 * @param points those that are not finite, or not above 0, are left out.
 * @throws RangeError where fewer than two are left.
 */
export async function drawPlot(
  points: PlotPoints,
  { width, height }: PlotSize = { width: 720, height: 320 },
): Promise<Uint8Array> {
  const drawn = points.filter(
    ([step, value]) => Number.isFinite(step) && Number.isFinite(value) && value > 0,
  );
  if (drawn.length < 2)
    throw new RangeError(`Expected \`points\` to have two or more, got \`${drawn.length}\``);
  const logs = drawn.map(([, value]) => Math.log10(value));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const [first, last] = [drawn[0]![0], drawn.at(-1)![0]];
  const across = (step: number) => margin + ((step - first) / (last - first || 1)) * (width - 2 * margin);
  // What neither rises nor falls lies in the middle: at the top it would look like the worst of all.
  const depth = (log: number) => (high === low ? 0.5 : (high - log) / (high - low));
  const down = (log: number) => margin + depth(log) * (height - 2 * margin);
  const curve = drawn.map(([step], k) => [across(step), down(logs[k]!)] as const);

  const paper = createPaper(width, height);
  for (const line of logTicks(low, high)) paper.rule(down(line));
  for (let k = 1; k < curve.length; k++) paper.shade(curve[k - 1]!, curve[k]!);
  paper.draw(curve);
  return encodeImage(paper.canvas, { format: 'png' });
}

type Point = readonly [x: number, y: number];

function createPaper(width: number, height: number) {
  const canvas = createCanvas(width, height, colours.card);
  const { data } = canvas;

  const blend = (x: number, y: number, colour: Colour, share: number) => {
    const at = (y * width + x) * 3;
    for (let c = 0; c < 3; c++) data[at + c] = Math.round(data[at + c]! * (1 - share) + colour[c]! * share);
  };

  return {
    canvas,

    /** A line across. */
    rule(y: number) {
      const row = Math.min(height - 1, Math.round(y));
      for (let x = margin; x < width - margin; x++) blend(x, row, colours.grid, 1);
    },

    /** What lies below a piece of the curve. */
    shade([fromX, fromY]: Point, [toX, toY]: Point) {
      for (let x = Math.ceil(fromX); x < toX; x++) {
        const top = fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY);
        const bottom = height - margin;
        for (let y = Math.ceil(top); y < bottom; y++) {
          blend(x, y, colours.area, areaShare * (1 - (y - top) / (bottom - top)));
        }
      }
    },

    /** The curve, its edges smoothed by how much of a pixel they cover. */
    draw(curve: readonly Point[]) {
      const cover = new Float32Array(width * height);
      for (let k = 1; k < curve.length; k++) stroke(cover, width, height, curve[k - 1]!, curve[k]!);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const share = cover[y * width + x]!;
          if (share > 0) blend(x, y, colours.line, share);
        }
      }
    },
  };
}

/** Adds a straight piece with round ends: of each pixel, the larger part that anything covers counts. */
function stroke(cover: Float32Array, width: number, height: number, from: Point, to: Point): void {
  const reach = radius + 1;
  const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
  const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(height - 1, Math.ceil(bottom)); y++) {
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(width - 1, Math.ceil(right)); x++) {
      const share = Math.min(1, Math.max(0, radius + 0.5 - distance([x, y], from, to)));
      const at = y * width + x;
      cover[at] = Math.max(cover[at]!, share);
    }
  }
}

/** From a point to a straight piece. */
function distance([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}
