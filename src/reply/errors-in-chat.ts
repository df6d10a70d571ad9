/** Sentences that need other words where there is no terminal: nobody there types `--size` or runs `impasto doctor`. */
import type { ErrorCode, ErrorContexts } from '../errors.js';

export type Sentences = { readonly [Code in ErrorCode]: (context: ErrorContexts[Code]) => string };

/** Names that one reads at a glance: a server can have hundreds of styles. */
const mostNames = 20;

/** `a, b, c`; of many, the first and that there are more. */
export const some = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames).join(', ')} and more`;

export const chatSentences = {
  'option-missing': ({ option }) => `${option} is missing. \`/help\` shows what is needed.`,
  'picture-not-found': ({ name, known }) =>
    `"${name}" is no preset and no sample. Known names: ${some(known)}. \`/styles\` shows them.`,
  'renderer-died': ({ detail }) =>
    `The process that paints has ended: ${detail}. Try again, perhaps with a smaller size.`,
  'loss-not-finite': ({ recipe }) =>
    `The numbers of recipe ${recipe} ran away from the first step on. Try less strength or another recipe.`,
  'memory-too-small': ({ size, needMiB, haveMiB, fits }) =>
    `There is not enough memory for ${size} pixels: about ${needMiB} MiB are needed and ${haveMiB} MiB can be had. ${
      fits === 0 ? 'Try again later.' : `Ask for a size of ${fits} or less.`
    }`,
  'device-unavailable': ({ device, detail }) =>
    `The device ${device} does not work just now: ${detail}. Tell whoever runs this; \`impasto doctor\` says more.`,
  unexpected: ({ detail }) =>
    `Something went wrong that nobody foresaw: ${detail}. Try again; if it comes back, tell whoever runs this.`,
} as const satisfies Partial<Sentences>;
