/** How a picture was made, as plain JSON that its own file carries: enough to make it again, and no time or place. */
import { maxRecordLength } from '../image/record.js';
import { paintingOptions, pictureOptions } from './options.js';

/** The options that shape a picture; where it is computed stands in the recipe's facts, as it was. */
export const recordedOptions = { ...pictureOptions, ...paintingOptions };

/** A value as it is typed: a text, one for each time that the option is given, or true for a flag. */
export type RecordedValue = string | readonly string[] | true;

export interface RecordedPicture {
  /** A preset's or sample's id, or a file's name without its folder; absent for what a stranger sent. */
  readonly name?: string;
  /** Of the decoded pixels, see `hashPixels`. */
  readonly sha256: string;
  /** Share among several styles. */
  readonly weight?: number;
}

export interface PictureRecord {
  readonly version: typeof version;
  /** Values that are none by default are absent; so are pictures that only their owner can name. */
  readonly settings: Readonly<Partial<Record<keyof typeof recordedOptions, RecordedValue>>>;
  readonly pictures: {
    readonly content: RecordedPicture | null;
    readonly styles: readonly RecordedPicture[];
    readonly masks: readonly RecordedPicture[];
    /** What it started from, where that was a picture of its own. */
    readonly init: RecordedPicture | null;
  };
  /** The recipe as it ran, with engine, device, threads and weights, as the engine tells of it. */
  readonly recipe: Readonly<Record<string, unknown>>;
  /** What computed it. */
  readonly device: string;
  /** Steps that ran, where the picture is not the finished one; absent else. */
  readonly stoppedAt?: number;
  /** What the file shows in the picture's place; absent where it is the picture. */
  readonly shows?: (typeof shown)[number];
}

const version = 1;
/** Files about a picture: none to go on from. */
const shown = ['side-by-side', 'timelapse'] as const;
const noPictures = { content: null, styles: [], masks: [], init: null } as const;

/** What is given up, one after the other, where a record is too long: long paths are the likely reason. */
const reductions: readonly ((record: PictureRecord) => PictureRecord)[] = [
  (record) => record,
  (record) => ({ ...record, recipe: scalarsOf(record.recipe) }),
  (record) => ({ ...record, recipe: scalarsOf(record.recipe), pictures: noPictures }),
  (record) => ({ ...record, recipe: {}, pictures: noPictures, settings: {} }),
];

/** As the text that `encodeImage` puts into a file: one line of ASCII, never too long. The same record, the same text. */
export function formatRecord(record: Omit<PictureRecord, 'version'>): string {
  const texts = reductions.map((reduce) => () => asciiJson(reduce({ version, ...record })));
  for (const text of texts) {
    const written = text();
    if (written.length <= maxRecordLength) return written;
  }
  return asciiJson({ version, ...record, device: '', recipe: {}, pictures: noPictures, settings: {} });
}

/** JSON in ASCII alone: what a terminal would obey, too, stands there as an escape. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A record from a file that may be anybody's: what is not of its kind is left out.
 * @returns null for a text that is none, or of a version that we do not know.
 */
export function parseRecord(text: string): PictureRecord | null {
  const read = readJson(text);
  if (!isObject(read) || read.version !== version) return null;
  const { settings, pictures, recipe, device, stoppedAt } = read;
  const shows = shown.find((one) => one === read.shows);
  const { content, styles, masks, init } = isObject(pictures) ? pictures : {};
  return {
    version,
    settings: Object.fromEntries(Object.entries(isObject(settings) ? settings : {}).filter(isSetting)),
    pictures: {
      content: readPicture(content),
      styles: readPictures(styles),
      masks: readPictures(masks),
      init: readPicture(init),
    },
    recipe: isObject(recipe) && depthOf(recipe) <= deepest ? recipe : {},
    device: typeof device === 'string' ? device : '',
    ...(isCount(stoppedAt) ? { stoppedAt } : {}),
    ...(shows === undefined ? {} : { shows }),
  };
}

/** Levels of objects in a recipe's facts. */
const deepest = 6;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Why: anybody can put anything there; it is no record then.
    return null;
  }
}

function isSetting([name, value]: [string, unknown]): boolean {
  if (!Object.hasOwn(recordedOptions, name)) return false;
  const { type } = recordedOptions[name as keyof typeof recordedOptions];
  if (type === 'flag') return value === true;
  if (type === 'list') return Array.isArray(value) && value.length > 0 && value.every(isText);
  return isText(value);
}

function readPicture(value: unknown): RecordedPicture | null {
  if (!isObject(value)) return null;
  const { name, sha256, weight } = value;
  if (typeof sha256 !== 'string' || !/^[\da-f]{64}$/.test(sha256)) return null;
  return {
    ...(isText(name) ? { name } : {}),
    sha256,
    ...(typeof weight === 'number' && Number.isFinite(weight) ? { weight } : {}),
  };
}

function readPictures(value: unknown): RecordedPicture[] {
  return Array.isArray(value) ? value.map(readPicture).filter((picture) => picture !== null) : [];
}

/** How many levels a value has; more than `deepest` are not counted. */
function depthOf(value: unknown, level = 0): number {
  if (typeof value !== 'object' || value === null || level > deepest) return level;
  return Math.max(level + 1, ...Object.values(value).map((one) => depthOf(one, level + 1)));
}

const scalarsOf = (recipe: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(recipe).filter(([, value]) => typeof value !== 'object'));
