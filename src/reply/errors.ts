/** Every sentence about a failure, by code: what happened, and what to do next. One line each, no full path of ours. */
import type { ErrorCode, ErrorContexts, StudioError } from '../errors.js';
import { sanitize } from './sanitize.js';

type Sentences = { readonly [Code in ErrorCode]: (context: ErrorContexts[Code]) => string };

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const megapixels = (pixels: number) => `${(pixels / 1e6).toFixed(0)} million pixels`;
const sides = ({ width, height }: { readonly width: number; readonly height: number }) =>
  `${width}x${height}`;

const sentences = {
  'image-empty': ({ name }) => `${name} is empty. Save or download the picture again.`,
  'image-unknown': ({ name }) =>
    `${name} is no picture that we know, whatever its name says. Try a PNG, JPEG, WebP, AVIF or GIF.`,
  'image-unsupported': ({ name, format }) =>
    `${name} is of a kind we do not take (${format}). Try a PNG, JPEG, WebP, AVIF or GIF.`,
  'image-broken': ({ name, detail }) =>
    `${name} is damaged or incomplete (${detail}). Open it in a picture editor and save it again.`,
  'image-too-many-bytes': ({ name, bytes, maxBytes }) =>
    `${name} has ${mebibytes(bytes)}, more than the ${mebibytes(maxBytes)} we take. Save it smaller, for example as JPEG.`,
  'image-too-many-pixels': ({ name, width, height, maxPixels }) =>
    `${name} has ${sides({ width, height })} pixels, more than the ${megapixels(maxPixels)} we take. Scale it down first.`,
  'image-too-small': ({ name, width, height, minSide }) =>
    `${name} has ${sides({ width, height })} pixels; each side must have ${minSide} or more. Take one that is larger or less narrow.`,
  'image-too-slow': ({ name, seconds }) =>
    `Decoding ${name} took longer than ${seconds} s and was stopped. Save it as PNG or JPEG and try that.`,
  'file-unreadable': ({ path, detail }) =>
    `Cannot read ${path}: ${detail}. Check the name and the folder; \`impasto styles\` lists the names that need no file.`,
  'file-unwritable': ({ path, detail }) =>
    `Cannot write ${path}: ${detail}. Choose another place with -o, or make room there.`,
  'output-format': ({ path }) => `${path} ends in no format that we write. End it in .png, .jpg or .webp.`,
  'option-invalid': ({ option, value, expected }) =>
    `${option}: expected ${expected}, got ${value === '' ? 'nothing' : `"${value}"`}.`,
  'option-missing': ({ option }) => `${option} is missing. \`--help\` shows what is needed.`,
  'picture-not-found': ({ name, known }) =>
    `"${name}" is no preset, no sample and no file here. Known names: ${known.join(', ')}.`,
  'weights-broken': ({ path, detail }) =>
    `The weights ${path} cannot be used: ${detail}. Bring the file back with \`git checkout -- models\` or install again.`,
  'manifest-broken': ({ path, detail }) =>
    `The list ${path} cannot be used: ${detail}. Mend it, or bring it back with git or a new install.`,
  'device-unavailable': ({ device, detail }) =>
    `The device ${device} does not work here: ${detail}. Use --device cpu or auto; \`impasto doctor\` says what works.`,
  'engine-unavailable': ({ engine, detail }) =>
    `The engine ${engine} does not load: ${detail}. Run \`npm ci\` again, then \`impasto doctor\`.`,
  'renderer-died': ({ detail }) =>
    `The rendering process ended: ${detail}. Try a smaller --size; if it happens again, \`impasto doctor\` says what works.`,
  'loss-not-finite': ({ recipe }) =>
    `The loss of recipe ${recipe} was no finite number from the first step on. Try --device cpu, less --strength or another recipe.`,
  'memory-too-small': ({ size, needMiB, haveMiB, fits }) =>
    `Not enough memory for ${size} pixels: about ${needMiB} MiB are needed and ${haveMiB} MiB can be had. ${
      fits === 0 ? 'Close other programs first.' : `Use --size ${fits} or less, or close other programs.`
    }`,
  'config-invalid': ({ variable, value, expected }) =>
    `The environment variable ${variable} must be ${expected}, got "${value}". Change it in .env or the shell.`,
  unexpected: ({ detail }) =>
    `Something went wrong that nobody foresaw: ${detail}. LOG_LEVEL=debug shows where; please report it.`,
} as const satisfies Sentences;

/** The sentence of a failure, safe to print on a terminal. */
export function describeError(error: StudioError): string {
  const context = sanitizeContext(error.context as Readonly<Record<string, unknown>>);
  const sentence = sentences[error.code] as (context: unknown) => string;
  return sentence(context);
}

function sanitizeContext(context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return sanitize(value);
    return Array.isArray(value) ? value.map(clean) : value;
  };
  // Why the dot: details of libraries end in one or not, and ours follow them with their own.
  const entries = Object.entries(context).map(([field, value]) => {
    const safe = clean(value);
    return [field, field === 'detail' && typeof safe === 'string' ? safe.replace(/[.\s]+$/, '') : safe];
  });
  return Object.fromEntries(entries);
}

/** Failures of whoever asked, not of the work: an exit code of 2 in a terminal. */
const wrongUse: ReadonlySet<ErrorCode> = new Set([
  'option-invalid',
  'option-missing',
  'output-format',
  'picture-not-found',
]);

/** Whether a failure is wrong use: nothing was tried, and asking differently helps. */
export function isWrongUse(error: StudioError): boolean {
  return wrongUse.has(error.code);
}
