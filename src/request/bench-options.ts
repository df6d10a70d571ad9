/** Everything `bench` takes. */
import type { OptionTable } from './option.js';
import { engineOptions, outputOptions, sizeLimits } from './options.js';

const terminal = ['terminal'] as const;

export const benchOptions = {
  size: {
    type: 'integer',
    default: 256,
    ...sizeLimits,
    help: 'side of the square that is painted, pixels',
    doors: terminal,
    placeholder: 'pixels',
  },
  steps: {
    type: 'integer',
    default: 8,
    min: 2,
    max: 1000,
    help: 'steps that are timed, of which the fastest counts',
    doors: terminal,
    placeholder: 'n',
  },
  threads: engineOptions.threads,
  wasm: {
    type: 'flag',
    default: false,
    help: 'TensorFlow in WebAssembly too, which takes minutes',
    doors: terminal,
  },
  json: outputOptions.json,
} as const satisfies OptionTable;
