/** What the service could begin with, small enough to reason about. */
import type { PageCommand, PageOption, StartAnswer } from '../../../../src/adapters/web/protocol.js';

const option = (name: string, type: PageOption['type'], more: Partial<PageOption> = {}): PageOption => ({
  ...{ name, type, help: `help of ${name}`, required: false, default: null, unset: null },
  ...{ min: null, max: null, choices: [] },
  ...more,
});

export const stylize: PageCommand = {
  name: 'stylize',
  summary: 'paint a photo',
  positional: ['content', 'style'],
  options: [
    option('content', 'picture', { required: true }),
    option('style', 'pictures', { required: true }),
    option('recipe', 'text', { default: 'impasto', choices: ['impasto', 'gatys-2016'] }),
    option('size', 'size', { min: 32, max: 1024, choices: ['original'] }),
    option('steps', 'integer', { min: 1, max: 500 }),
    option('strength', 'number', { min: 0, max: 100, default: '50' }),
    option('colors', 'choice', { choices: ['style', 'content', 'luminance'], default: 'style' }),
    option('private', 'flag', { default: 'false' }),
    option('init', 'picture', { choices: ['photo', 'noise'], unset: "the recipe's own" }),
    option('mask', 'pictures', { unset: 'everywhere' }),
    option('style-layers', 'layers'),
  ],
};

export const settings: PageCommand = {
  name: 'settings',
  summary: 'settings',
  positional: ['action', 'name', 'value'],
  options: [
    option('action', 'choice', { choices: ['list', 'set'] }),
    option('name', 'text'),
    option('value', 'text'),
  ],
};

export const queue: PageCommand = { name: 'queue', summary: 'who waits', positional: [], options: [] };

const picture = (id: string) => ({ id, title: id.toUpperCase(), caption: '', width: 4, height: 3 });

export const known: Pick<StartAnswer, 'commands' | 'styles' | 'samples' | 'recipes'> = {
  commands: [stylize, settings, queue],
  styles: ['harvest', 'ink-wash'].map(picture),
  samples: ['coffee', 'chelsea-cat'].map(picture),
  recipes: [{ name: 'impasto', title: 'Impasto' }],
};
