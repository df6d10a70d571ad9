/** The terms of a loss along the way as an SVG: a curve for each over a logarithmic axis, on a light or a dark screen. */
import { logTicks, roundTicks } from './log-axis.js';
import { escapeMarkup } from './markup.js';

export type ChartKind = 'total' | 'content' | 'style' | 'tv';

export interface ChartLine {
  readonly name: string;
  /** Decides the colour; style layers have one each. */
  readonly kind: ChartKind;
  /** In order of the steps. What is not finite, or not above 0, has no place on a logarithmic axis and is left out. */
  readonly points: readonly (readonly [step: number, value: number])[];
}

export interface LossChart {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Where the picture took another size: curves break off there, since losses of two sizes do not compare. */
  readonly sections: readonly { readonly firstStep: number; readonly label: string }[];
}

/** In the units of the SVG; it is drawn at any size. */
const sheet = { width: 960, height: 540, top: 64, right: 210, bottom: 48, left: 72 } as const;
const plot = {
  width: sheet.width - sheet.left - sheet.right,
  height: sheet.height - sheet.top - sheet.bottom,
} as const;
/** Points of a curve that are drawn: more are not seen. */
const mostPoints = 1000;

interface Tones {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  readonly content: string;
  /** In turn. */
  readonly style: readonly string[];
}

const light: Tones = {
  ...{ paper: '#fffdf8', ink: '#1f1d1a', quiet: '#5f5b54', grid: '#e2ddd2', content: '#b4380f' },
  style: ['#1d4ed8', '#0f766e', '#7c3aed', '#a16207', '#be185d', '#15803d', '#0369a1', '#6d28d9'],
};
const dark: Tones = {
  ...{ paper: '#1b1a18', ink: '#f3efe6', quiet: '#b3ada1', grid: '#3a3732', content: '#ff9166' },
  style: ['#8ab4ff', '#5fd4c4', '#c4a5ff', '#e7c05c', '#ff92c2', '#7fdc93', '#6cc8ff', '#b69cff'],
};

type Point = readonly [x: number, y: number];
type Scale = (value: number) => number;

/** @returns a whole SVG file. Without a point to draw it says so. */
export function drawLossChart({ title, lines, sections }: LossChart): string {
  const drawn = lines.map((line) => ({ ...line, points: line.points.filter(isDrawable) }));
  const shown = drawn.filter(({ points }) => points.length > 0);
  const all = shown.flatMap(({ points }) => points);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheet.width} ${sheet.height}" role="img">`,
    `<title>${escapeMarkup(title)}</title><style>${styleSheet()}</style>`,
    `<rect class="paper" width="${sheet.width}" height="${sheet.height}"/>`,
    text('title', [sheet.left, 30], title),
    all.length === 0
      ? text('none', [sheet.left, sheet.top + 24], 'No loss was told.')
      : drawCurves(shown, sections),
    '</svg>\n',
  ].join('\n');
}

const isDrawable = ([step, value]: readonly [number, number]) =>
  Number.isFinite(step) && Number.isFinite(value) && value > 0;

function drawCurves(lines: readonly ChartLine[], sections: LossChart['sections']): string {
  const points = lines.flatMap((line) => line.points);
  const [first, last] = range(points.map(([step]) => step));
  const [low, high] = widen(range(points.map(([, value]) => Math.log10(value))));
  const across: Scale = (step) => sheet.left + ((step - first) / (last - first || 1)) * plot.width;
  const down: Scale = (log) => sheet.top + ((high - log) / (high - low)) * plot.height;
  const firsts = sections.map(({ firstStep }) => firstStep);
  return [
    drawLogAxis(low, high, down),
    drawStepAxis(first, last, across),
    ...sections.map((section, k) => drawSection(section, across, k > 0, sections[k + 1]?.firstStep ?? last)),
    ...lines.map((line, k) => drawLine(line, classOf(lines, k), firsts, across, down)),
    ...lines.map((line, k) => drawKey(line, classOf(lines, k), k)),
  ].join('\n');
}

// Why not Math.min(...): a long run has more values than a call takes.
const range = (values: readonly number[]): readonly [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

/** What neither rises nor falls lies in the middle. */
const widen = ([low, high]: readonly [number, number]) =>
  high - low < 0.02 ? ([low - 0.5, high + 0.5] as const) : ([low, high] as const);

function drawLogAxis(low: number, high: number, down: Scale): string {
  const ticks = logTicks(low, high);
  // Why every so many: numbers of a dozen decades would lie on each other.
  const every = Math.ceil(ticks.length / 12);
  const right = sheet.left + plot.width;
  return ticks
    .filter((_, k) => k % every === 0)
    .map((log) => {
      const y = round(down(log));
      return [
        `<path class="grid" d="M${sheet.left} ${y}H${right}"/>`,
        text('tick end', [sheet.left - 8, y + 4], formatValue(10 ** log)),
      ].join('');
    })
    .join('\n');
}

function drawStepAxis(first: number, last: number, across: Scale): string {
  const bottom = sheet.top + plot.height;
  const ticks = roundTicks(first, last, 8).map((step) =>
    text('tick middle', [across(step), bottom + 18], String(step)),
  );
  const axis = `<path class="axis" d="M${sheet.left} ${bottom}h${plot.width}"/>`;
  return [axis, ...ticks, text('tick middle', [sheet.left + plot.width / 2, bottom + 38], 'step')].join('\n');
}

/** A letter's width, about. */
const letter = 7.5;

/** Its name is left out where it would lie on the next one's. */
function drawSection(
  { firstStep, label }: LossChart['sections'][number],
  across: Scale,
  hasLine: boolean,
  nextStep: number,
): string {
  const x = round(across(firstStep));
  const line = hasLine ? `<path class="section" d="M${x} ${sheet.top - 12}v${plot.height + 12}"/>` : '';
  const hasRoom = across(nextStep) - x > label.length * letter;
  return hasRoom ? line + text('tick', [x + 4, sheet.top - 4], label) : line;
}

/** Style layers have their colours in turn. */
function classOf(lines: readonly ChartLine[], at: number): string {
  const { kind } = lines[at]!;
  if (kind !== 'style') return kind;
  const before = lines.slice(0, at).filter((line) => line.kind === 'style').length;
  return `style${before % light.style.length}`;
}

function drawLine(
  { points }: ChartLine,
  name: string,
  breaks: readonly number[],
  across: Scale,
  down: Scale,
): string {
  const every = Math.ceil(points.length / mostPoints);
  const pieces = breakUp(
    points.filter((_, k) => k % every === 0 || k === points.length - 1),
    breaks,
  );
  const path = pieces.map((piece) =>
    piece
      .map(([step, value]): Point => [across(step), down(Math.log10(value))])
      .map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
      // A point alone is a dot: the ends of curves are round.
      .concat(piece.length === 1 ? ['h0'] : [])
      .join(''),
  );
  return `<path class="curve ${name}" d="${path.join('')}"/>`;
}

type Points = ChartLine['points'];

function breakUp(points: Points, breaks: readonly number[]): readonly Points[] {
  const bounds = [Number.NEGATIVE_INFINITY, ...breaks, Number.POSITIVE_INFINITY];
  return bounds
    .slice(1)
    .map((end, k) => points.filter(([step]) => step >= bounds[k]! && step < end))
    .filter((piece) => piece.length > 0);
}

/** A row of the legend, with the value that the curve ends at. */
function drawKey({ name, points }: ChartLine, className: string, row: number): string {
  const x = sheet.left + plot.width + 18;
  const y = sheet.top + 8 + row * 22;
  return [
    `<path class="curve ${className}" d="M${x} ${y}h22"/>`,
    text('key', [x + 30, y + 4], name),
    text('key end', [sheet.width - 14, y + 4], formatValue(points.at(-1)![1])),
  ].join('');
}

function text(className: string, [x, y]: Point, words: string): string {
  return `<text class="${className}" x="${round(x)}" y="${round(y)}">${escapeMarkup(words)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Three digits that matter: `0.012`, `35`, `1.2e+6`. */
function formatValue(value: number): string {
  if (value >= 1e5 || value < 1e-3) return value.toExponential(1).replace('.0e', 'e');
  return String(Number(value.toPrecision(3)));
}

function styleSheet(): string {
  return [
    'text{font:13px system-ui,sans-serif}.title{font-size:16px;font-weight:600}',
    '.end{text-anchor:end}.middle{text-anchor:middle}.curve{fill:none;stroke-width:1.6;stroke-linecap:round}',
    '.total{stroke-width:2.6}.content{stroke-dasharray:7 4}.tv{stroke-dasharray:2 4}',
    '.section{stroke-dasharray:3 3}',
    toneRules(light),
    `@media (prefers-color-scheme:dark){${toneRules(dark)}}`,
  ].join('');
}

const toneRules = ({ paper, ink, quiet, grid, content, style }: Tones): string =>
  [
    `.paper{fill:${paper}}.title,.key,.none{fill:${ink}}.tick{fill:${quiet}}`,
    `.grid{stroke:${grid}}.axis,.section,.tv{stroke:${quiet}}.total{stroke:${ink}}.content{stroke:${content}}`,
    ...style.map((tone, k) => `.style${k}{stroke:${tone}}`),
  ].join('');
