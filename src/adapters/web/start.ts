/** What a page needs to begin: commands, pictures to choose from, and the channel as it is. */
import { commands } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import { decodeLimits } from '../../image/limits.js';
import { inputFormats } from '../../image/sniff.js';
import type { Requester } from '../../job/job.js';
import type { OwnStyle } from '../../job/own-style.js';
import type { EffectiveSettings } from '../../job/settings/table.js';
import { nameOwnStyle, ownStyleCredit } from '../../reply/naming.js';
import type { Option } from '../../request/option.js';
import type { Preset } from '../../request/presets.js';
import type { Studio } from '../../studio.js';
import { maxStyles } from './form.js';
import type { PageCommand, PageMessage, PageOption, PagePicture, StartAnswer } from './protocol.js';

export interface StartParts {
  readonly studio: Pick<Studio, 'styles' | 'ownStyles' | 'samples' | 'recipes' | 'effective'>;
  readonly version: string;
}

/** What the page shows to a person who opens it. */
export async function begin(
  { studio, version }: StartParts,
  requester: Requester,
  messages: readonly PageMessage[],
): Promise<StartAnswer> {
  const settings = await studio.effective(requester);
  const own = await studio.ownStyles.list(requester);
  const recipes = studio.recipes().map(({ name, title }) => ({ name, title }));
  const names = recipes.map(({ name }) => name);
  return {
    ...{ version, user: requester.user, recipes, messages },
    commands: Object.values(commands).map((command) => toPageCommand(command, settings, names)),
    styles: [...own.map(toPageStyle), ...studio.styles().map(toPagePicture)],
    samples: studio.samples().map(toPagePicture),
    maxStyles,
    upload: { maxBytes: decodeLimits.maxBytes, types: inputFormats.map((format) => `image/${format}`) },
  };
}

const toPagePicture = ({ id, title, artist, year, width, height }: Preset): PagePicture => ({
  ...{ id, title, width, height },
  caption: year === null ? artist : `${artist}, ${year}`,
});

const toPageStyle = (style: OwnStyle): PagePicture => ({
  ...{ id: style.id, title: nameOwnStyle(style), width: style.width, height: style.height },
  caption: ownStyleCredit,
});

/** Options of stylize whose text names a picture, or that take a file. */
const pictureTypes: Readonly<Record<string, PageOption['type']>> = {
  ...{ content: 'picture', style: 'pictures', mask: 'pictures' },
};

/** How the form asks for each type of option. */
const pageTypes: Readonly<Record<Option['type'], PageOption['type']>> = {
  ...{ integer: 'integer', number: 'number', size: 'size', choice: 'choice', text: 'text', flag: 'flag' },
  ...{ picture: 'picture', attachment: 'picture', list: 'text', layers: 'layers' },
};

/** A setting that stands for an option's default, and one that bounds it. */
const settingsOf: Readonly<
  Record<string, { readonly default?: keyof EffectiveSettings; readonly max?: keyof EffectiveSettings }>
> = {
  style: { default: 'default-preset' },
  recipe: { default: 'default-recipe' },
  strength: { default: 'default-strength' },
  steps: { default: 'default-steps', max: 'max-steps' },
  size: { max: 'max-size' },
};

/** A command as the page's form has it: options that the page has not are left out. */
export function toPageCommand(
  { name, summary, options, positional, rest }: Command,
  settings: EffectiveSettings,
  recipes: readonly string[],
): PageCommand {
  const isStylize = name === commands.stylize.name;
  const shown = Object.entries(options).filter(([, { doors }]) => doors.includes('page'));
  const names = shown.map(([option]) => option);
  const inOrder = [...positional, ...(rest === null ? [] : [rest])].filter((option) =>
    names.includes(option),
  );
  return {
    ...{ name, summary },
    options: shown.map(([option, row]) => toPageOption(option, row, isStylize ? settings : null, recipes)),
    // Why: a terminal's commands name their options; what is typed in a channel is short.
    positional: inOrder.length > 0 ? inOrder : names,
  };
}

function toPageOption(
  name: string,
  option: Option,
  settings: EffectiveSettings | null,
  recipes: readonly string[],
): PageOption {
  const known = settings === null ? {} : (settingsOf[name] ?? {});
  const setting = (key: keyof EffectiveSettings | undefined) =>
    settings === null || key === undefined ? null : settings[key];
  const fallback = setting(known.default) ?? option.default;
  const most = setting(known.max);
  const isBounded = 'min' in option;
  const listed = 'choices' in option ? option.choices : [];
  return {
    name,
    type: (settings && pictureTypes[name]) ?? pageTypes[option.type],
    help: option.help,
    required: option.required === true && fallback === null,
    default: fallback === null ? null : String(fallback),
    unset: option.unset ?? null,
    min: isBounded ? option.min : null,
    max: isBounded ? Math.min(option.max, typeof most === 'number' ? most : option.max) : null,
    choices: settings !== null && name === 'recipe' ? recipes : listed,
  };
}
