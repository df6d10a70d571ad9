/** How the options of a painting are grouped in the form, in reading order. What no group names goes to the last one. */
import { words } from './words.js';

export const groupNames = ['styles', 'picture', 'look', 'network'] as const;
export type GroupName = (typeof groupNames)[number];

export const optionGroups: Readonly<
  Record<GroupName, { readonly title: string; readonly options: readonly string[] }>
> = {
  styles: { title: words.groups.styles, options: ['invert-mask'] },
  picture: { title: words.groups.picture, options: ['recipe', 'size', 'steps', 'seed'] },
  look: { title: words.groups.look, options: ['colors', 'coarseness', 'style-scale'] },
  network: { title: words.groups.network, options: [] },
};

/** The group of an option. */
export const groupOf = (option: string): GroupName =>
  groupNames.find((name) => optionGroups[name].options.includes(option)) ?? 'network';
