import type { OptionTable } from '../src/request/option.js';
import { controlOptions, startWords } from '../src/request/options.js';
import type { Command } from './command.js';
import { stylize } from './stylize.js';

const chat = ['discord', 'slack'] as const;
const { strength, size, steps, colors, recipe, seed, init, 'invert-mask': invertMask } = stylize.options;

/** What most pictures are asked for with; the photo first, which there must be. */
export const everydayOptions = {
  content: {
    type: 'attachment',
    default: null,
    required: true,
    help: 'the photo to paint',
    doors: chat,
  },
  style: {
    type: 'attachment',
    default: null,
    unset: 'the preset',
    help: 'the picture whose style it gets; or choose a preset',
    doors: chat,
  },
  preset: {
    type: 'list',
    separator: ',',
    default: null,
    unset: 'you are asked, or the preset of this server',
    help: 'a style picture that is here already; several with weights: harvest:2, cafe-terrace',
    doors: chat,
  },
  ...{ strength, size, steps, colors, recipe, seed },
  private: {
    type: 'flag',
    default: false,
    help: 'only you see the picture',
    doors: chat,
  },
} as const satisfies OptionTable;

/** What changes in a recipe, and where on the photo. A picture sent along is one option, a word for it another. */
export const chatControlOptions = {
  mask: {
    type: 'attachment',
    default: null,
    unset: 'everywhere',
    help: 'where the style goes, the first of several: a grey picture (white = here) or one with transparency',
    doors: chat,
  },
  'invert-mask': invertMask,
  init: {
    type: 'choice',
    choices: startWords,
    default: init.default,
    unset: init.unset,
    help: "where to start: the photo, the photo in the style's colours (matched), noise, or the style",
    doors: chat,
  },
  'init-picture': {
    type: 'attachment',
    default: null,
    unset: 'none',
    help: 'the picture to start from, such as one that was painted before',
    doors: chat,
  },
  ...controlOptions,
} as const satisfies OptionTable;

/** Where pictures are sent along, a style is a picture or a name: two options. */
export const stylizeInChatOptions = {
  ...everydayOptions,
  ...chatControlOptions,
} as const satisfies OptionTable;

/** `stylize` as people in the chats fill it in. No line of it can be typed there: the pictures are no words. */
export const stylizeInChat = {
  ...stylize,
  options: stylizeInChatOptions,
  positional: [],
  rest: null,
  examples: [],
} as const satisfies Command;
