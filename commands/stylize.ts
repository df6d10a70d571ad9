import {
  controlOptions,
  engineOptions,
  outputOptions,
  paintingOptions,
  pictureOptions,
  stylizeOptions,
} from '../src/request/options.js';
import type { Command } from './command.js';

export const stylize = {
  name: 'stylize',
  summary: 'paint a photo in the style of a picture',
  options: stylizeOptions,
  positional: ['content'],
  rest: 'style',
  groups: [
    ['Pictures', pictureOptions],
    ['Painting', paintingOptions],
    ['Controls', controlOptions],
    ['Engine', engineOptions],
    ['Output', outputOptions],
    ['Pictures', { resume: outputOptions.resume }],
  ],
  waivedBy: 'resume',
  examples: [
    'impasto stylize coffee --style cafe-terrace',
    'impasto stylize photo.jpg --style harvest:2 --style waves.jpg --size 768 -o painted.png',
    'impasto stylize portrait.jpg swirl-strokes ink-wash --mask sky.png --mask coat.png --colors luminance',
    'impasto stylize coffee harvest --recipe udacity --save-every recipe --timelapse forming.webp --plot loss.svg',
    'impasto stylize --resume painted.png --strength 70 -o further.png',
    '/stylize coffee cafe-terrace strength:70',
  ],
} as const satisfies Command;
