import type { OptionTable } from '../src/request/option.js';
import type { Command } from './command.js';
import { stylize } from './stylize.js';

const chat = ['discord', 'slack'] as const;
const { strength, size, steps, colors, recipe, seed } = stylize.options;

/** Where pictures are sent along, a style is a picture or a name: two options, of which one is given. */
export const stylizeInChatOptions = {
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
    type: 'text',
    default: null,
    unset: 'you are asked, or the preset of this server',
    help: 'a style picture that is here already',
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

/** `stylize` as people in the chats fill it in. No line of it can be typed there: the pictures are no words. */
export const stylizeInChat = {
  ...stylize,
  options: stylizeInChatOptions,
  positional: [],
  rest: null,
  examples: [],
} as const satisfies Command;
