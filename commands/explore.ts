import { exploreOptions } from '../src/request/sheet-options.js';
import type { Command } from './command.js';

export const explore = {
  name: 'explore',
  summary: 'what single layers of VGG19 see: the photo and the texture made again from each alone',
  options: exploreOptions,
  positional: ['content'],
  rest: null,
  examples: [
    'impasto explore coffee --layer conv4_2 --style cafe-terrace',
    'impasto explore coffee --layer conv1_1,conv2_1,conv3_1,conv4_1,conv5_1 -o layers.webp',
  ],
} as const satisfies Command;
