/** Every sentence about a failure, by code: what happened, and what to do next. One line each, no full path of ours. */
import type { ErrorCode, StudioError } from '../errors.js';
import { duration } from './duration.js';
import { chatSentences, type Sentences, some } from './errors-in-chat.js';
import { sanitize } from './sanitize.js';

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const megapixels = (pixels: number) => `${(pixels / 1e6).toFixed(0)} million pixels`;
const sides = ({ width, height }: { readonly width: number; readonly height: number }) =>
  `${width}x${height}`;

const queueOwners = {
  all: (limit: number) => `The queue is full: ${limit} pictures are waiting.`,
  server: (limit: number) =>
    `This server's places in the queue are taken: ${limit} of its pictures are waiting.`,
  user: (limit: number) => `You have ${limit} waiting already, which is as many as you may here.`,
} as const;

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
    `Cannot write ${path}: ${detail}. Choose another place or name for it, or make room there.`,
  'output-format': ({ path, endings }) =>
    `${path} ends in no format that we write there. End it in ${endings.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`,
  'record-missing': ({ path }) =>
    `${path} does not say how it was painted. Pictures of Impasto do, until another program or a chat saves them anew: take the file that was painted.`,
  'option-invalid': ({ option, value, expected }) =>
    `${option}: expected ${expected}, got ${value === '' ? 'nothing' : `"${value}"`}.`,
  'option-missing': ({ option }) => `${option} is missing. \`--help\` shows what is needed.`,
  'option-unknown': ({ command, options, known }) =>
    `/${command} has no option ${options.map((option) => `"${option}"`).join(', ')}. ${
      known.length === 0 ? 'It has none.' : `The options are: ${known.join(', ')}.`
    }`,
  'picture-not-found': ({ name, known }) =>
    `"${name}" is no preset, no sample and no file here. Known names: ${known.join(', ')}.`,
  'weights-broken': ({ path, detail }) =>
    `The weights ${path} cannot be used: ${detail}. Bring the file back with \`git checkout -- models\` or install again.`,
  'manifest-broken': ({ path, detail }) =>
    `The list ${path} cannot be used: ${detail}. Mend it, or bring it back with git or a new install.`,
  'device-unavailable': ({ device, detail }) =>
    `The device ${device} does not work here: ${detail}. Use --device cpu or auto; \`impasto doctor\` says what works.`,
  'engine-unavailable': ({ engine, detail }) =>
    `The engine ${engine} does not load: ${detail}. ${engine === 'onnx' ? 'Run `npm ci` again, then `impasto doctor`.' : 'The engine onnx is in the package.'}`,
  'renderer-died': ({ detail }) =>
    `The rendering process ended: ${detail}. Try a smaller --size; if it happens again, \`impasto doctor\` says what works.`,
  'loss-not-finite': ({ recipe }) =>
    `The loss of recipe ${recipe} was no finite number from the first step on. Try --device cpu, less --strength or another recipe.`,
  'memory-too-small': ({ size, needMiB, haveMiB, fits }) =>
    `Not enough memory for ${size} pixels: about ${needMiB} MiB are needed and ${haveMiB} MiB can be had. ${
      fits === 0 ? 'Close other programs first.' : `Use --size ${fits} or less, or close other programs.`
    }`,
  'config-invalid': ({ variable, value, expected }) =>
    `The environment variable ${variable} must be ${expected}, got ${value === '' ? 'nothing' : `"${value}"`}. Change it in .env or the shell.`,
  'storage-full': ({ detail }) =>
    `There is no room to keep another picture: ${detail}. Try again later; whoever runs this can free disk space or lower the retention.`,
  'storage-broken': ({ path, detail }) =>
    `The database ${path} is damaged: ${detail}. Move it aside and put a backup in its place; without one a new one is made at the next start.`,
  'storage-busy': ({ path }) =>
    `The data folder ${path} is in use by another Impasto. Stop that one, or set IMPASTO_DATA_DIR to another folder.`,
  'data-missing': ({ path }) =>
    `There is no data folder ${path} yet. \`impasto serve\` makes it; IMPASTO_DATA_DIR names another.`,
  'blob-missing': ({ hash }) =>
    `A stored picture (${hash.slice(0, 12)}) is missing or damaged. Start again with the picture itself.`,
  'job-unknown': ({ id }) =>
    `There is no job ${id} here. \`/queue\` and \`/history\` list yours; finished ones are deleted after a while.`,
  'job-state': ({ id, state, action }) =>
    `Job ${id} cannot be ${action}: it is ${state}. Ask for a new picture instead.`,
  'not-yours': ({ id }) => `Job ${id} is somebody else's. Only they or a moderator can do that.`,
  'job-too-heavy': ({ size, fits, detail }) =>
    `This picture ended its rendering process twice (${detail}), at ${size} pixels. ${
      fits === 0 ? 'Try another photo or recipe.' : `Try a size of ${fits} or less.`
    }`,
  'waited-too-long': ({ minutes }) =>
    `The job waited longer than ${minutes} minutes and was given up. Try again when fewer are waiting.`,
  'rendered-too-long': ({ minutes }) =>
    `Painting took longer than ${minutes} minutes and was stopped with the best picture so far. Ask for fewer steps or a smaller size.`,
  'queue-full': ({ scope, limit }) => `${queueOwners[scope](limit)} Try again when one is done.`,
  'daily-limit': ({ limit, resetsInSeconds }) =>
    `You have used today's ${limit} ${limit === 1 ? 'picture' : 'pictures'} here. The next day begins in ${duration(resetsInSeconds)}.`,
  cooldown: ({ seconds, limit }) =>
    `Please wait another ${duration(seconds)}: there are ${duration(limit)} between two pictures here.`,
  'channel-not-allowed': ({ channels }) =>
    `Pictures are not painted in this channel. Go to one of these: ${channels.join(', ')}.`,
  'channel-not-age-restricted': () =>
    'Pictures are painted here only in channels that are marked age-restricted. Go to one of those, or have a moderator turn "Age-Restricted Channel" on in the settings of this channel.',
  'role-missing': ({ roles }) =>
    `You need one of these roles here: ${roles.join(', ')}. A moderator can give it.`,
  blocked: ({ kind, reason }) =>
    `The operator has blocked ${kind === 'user' ? 'you' : 'this server'}${reason === '' ? '' : ` (${reason})`}. Ask whoever runs the bot.`,
  'setting-ceiling': ({ setting, value, ceiling }) =>
    `${setting}: ${value} is beyond what the operator allows; go no further than ${ceiling}.`,
  'setting-unknown': ({ setting, known }) =>
    `There is no setting "${setting}". The settings are: ${known.join(', ')}.`,
  'style-name-taken': ({ id }) =>
    `"${id}" is the name of a picture that comes with Impasto. Choose another name.`,
  'style-unknown': ({ id, known }) =>
    `This server has added no style "${id}". ${
      known.length === 0 ? 'It has none of its own yet.' : `Its own are: ${some(known)}.`
    }`,
  'style-not-yours': ({ id }) =>
    `Somebody else added the style "${id}". Only they or a moderator can replace or remove it; choose another name.`,
  'styles-forbidden': () =>
    'Only the moderators of a server add styles to it. Ask one of them; `/settings` can open it to everyone there (own-styles-by).',
  'styles-full': ({ limit }) =>
    `This server has ${limit} ${limit === 1 ? 'style' : 'styles'} of its own, which is as many as it may. Remove one first.`,
  'styles-off': () =>
    'Styles of its own are turned off on this server. Send the picture with /stylize instead.',
  'settings-forbidden': () => 'Only moderators can see and change settings here. Ask one of them.',
  'shutting-down': () =>
    'The bot is being restarted and takes no new pictures just now. Try again in a minute.',
  'port-unavailable': ({ host, port, detail }) =>
    `Cannot listen on ${host}:${port}: ${detail}. Choose another port in .env, or stop what uses this one.`,
  'upload-too-large': ({ maxBytes }) =>
    `That is more than the ${mebibytes(maxBytes)} we take at once. Send fewer pictures, or save them smaller.`,
  'upload-broken': ({ detail }) =>
    `What was sent cannot be taken (${detail}). Reload the page and send it again.`,
  'upload-too-slow': ({ seconds }) =>
    `The upload stood still or took longer than ${duration(seconds)}. Try again with a better connection or smaller pictures.`,
  'upload-busy': () => 'Many pictures are arriving just now. Send yours again in a few seconds.',
  'command-unknown': ({ name, known }) =>
    `There is no command /${name}. There are: ${known.map((entry) => `/${entry}`).join(', ')}.`,
  'login-slow': ({ seconds }) => `Too many wrong tokens. Wait ${duration(seconds)} and try again.`,
  'input-host': ({ host }) =>
    `Pictures are fetched from the chat's own servers only, not from ${host}. Attach the picture itself.`,
  'input-unreachable': ({ name, detail }) =>
    `${name} could not be fetched: ${detail}. Try again, or attach it again.`,
  'input-gone': ({ name }) => `${name} is not there any more. Attach it again.`,
  'token-refused': ({ variable, platform }) =>
    `${platform} does not take the token in ${variable}. Make a new one (README says where), put it in .env and start again.`,
  'platform-failed': ({ platform, detail }) => `${platform} did not do it: ${detail}.`,
  'login-wrong': () => 'That is not the token. Ask whoever runs this for it.',
  unexpected: ({ detail }) =>
    `Something went wrong that nobody foresaw: ${detail}. LOG_LEVEL=debug shows where; please report it.`,
} as const satisfies Sentences;

/** Where words are read: `chat` stands for the page as well. */
export type Place = 'terminal' | 'chat';

const places = { terminal: sentences, chat: { ...sentences, ...chatSentences } } as const satisfies Readonly<
  Record<Place, Sentences>
>;

/** The sentence of a failure, safe to print on a terminal. @param place where it is read. */
export function describeError(error: StudioError, place: Place = 'terminal'): string {
  const context = sanitizeContext(error.context as Readonly<Record<string, unknown>>);
  const sentence = places[place][error.code] as (context: unknown) => string;
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
  'option-unknown',
  'command-unknown',
  'job-unknown',
  'job-state',
  'setting-ceiling',
  'setting-unknown',
]);

/** Whether a failure is wrong use: nothing was tried, and asking differently helps. */
export function isWrongUse(error: StudioError): boolean {
  return wrongUse.has(error.code);
}
