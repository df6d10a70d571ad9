/**
 * The settings table: what a server, or the operator for all servers, can decide. Storage, validation, `/settings` in
 * chat, the page's form and `impasto settings` derive from it; no default and no bound of a setting is written elsewhere.
 */
import type { Option, ValuesOf } from '../../request/option.js';
import { paintingOptions, pictureOptions, sizeLimits } from '../../request/options.js';

/**
 * What the operator's value means for the servers: `most` none may go above it, `least` none may go below it (off is
 * below on), `free` it stands where a server has none of its own, `operator` servers have no such setting.
 */
export type Ceiling = 'most' | 'least' | 'free' | 'operator';

/** An option that a server has a value of. Its `unset` says what null means. */
export type SettingRow = Option & { readonly ceiling: Ceiling };

const doors = ['terminal', 'page', 'discord', 'slack'] as const;
const minutesOfMonth = 30 * 24 * 60;

const ids = { type: 'list', default: null, separator: ',', doors, placeholder: 'id,id' } as const;
const count = { type: 'integer', min: 1, doors, placeholder: 'n' } as const;

export const settingTable = {
  'default-steps': {
    ...paintingOptions.steps,
    help: 'steps at full size where nobody asks for a number',
    ceiling: 'free',
  },
  'max-steps': {
    ...paintingOptions.steps,
    default: 500,
    help: 'most steps at full size; who asks for more gets so many',
    ceiling: 'most',
  },
  'max-size': {
    type: 'integer',
    default: 1024,
    ...sizeLimits,
    help: 'longest side of a picture in pixels; who asks for more gets so many',
    doors,
    placeholder: 'pixels',
    ceiling: 'most',
  },
  'default-recipe': {
    ...pictureOptions.recipe,
    help: 'which system paints where nobody asks for one',
    ceiling: 'free',
  },
  'default-preset': {
    type: 'text',
    default: null,
    unset: 'none',
    help: 'the style where nobody gives one: the name of a preset',
    doors,
    placeholder: 'name',
    ceiling: 'free',
  },
  'default-strength': {
    ...paintingOptions.strength,
    help: 'how much of the style where nobody asks for it',
    ceiling: 'free',
  },
  'allowed-channels': {
    ...ids,
    unset: 'all',
    help: 'the only channels that pictures may be asked for in; moderators may everywhere',
    ceiling: 'free',
  },
  'allowed-roles': {
    ...ids,
    unset: 'all',
    help: 'roles of which people need one to ask for pictures; moderators need none',
    ceiling: 'free',
  },
  'user-running': {
    ...count,
    default: 2,
    max: 16,
    help: "so many of a person's pictures are painted at the same time; more wait",
    ceiling: 'most',
  },
  'user-waiting': {
    ...count,
    default: 5,
    max: 1000,
    help: "so many of a person's pictures may wait",
    ceiling: 'most',
  },
  'server-waiting': {
    ...count,
    default: 50,
    max: 100_000,
    help: "so many of a server's pictures may wait",
    ceiling: 'most',
  },
  'all-waiting': {
    ...count,
    default: 500,
    max: 100_000,
    help: 'so many pictures of all servers may wait',
    ceiling: 'operator',
  },
  daily: {
    ...count,
    default: null,
    unset: 'no limit',
    max: 100_000,
    help: 'so many pictures a person may ask for in a day (UTC); failed ones do not count',
    ceiling: 'most',
  },
  cooldown: {
    type: 'number',
    default: 0,
    min: 0,
    max: 86_400,
    help: 'seconds that a person waits from one picture to asking for the next',
    doors,
    placeholder: 'seconds',
    ceiling: 'least',
  },
  previews: {
    type: 'flag',
    default: true,
    help: 'show the picture while it is painted',
    doors,
    ceiling: 'most',
  },
  'preview-interval': {
    type: 'number',
    default: 3,
    min: 1,
    max: 600,
    help: 'seconds between two previews',
    doors,
    placeholder: 'seconds',
    ceiling: 'least',
  },
  spoiler: {
    type: 'flag',
    default: false,
    help: 'hide pictures until somebody clicks on them',
    doors,
    ceiling: 'least',
  },
  'age-restricted': {
    type: 'flag',
    default: false,
    help: 'paint only in channels that are marked age-restricted, where channels know such a mark; direct messages are free of it',
    doors,
    ceiling: 'least',
  },
  'own-styles': {
    type: 'integer',
    default: 25,
    min: 0,
    max: 200,
    help: 'so many styles of its own a server may have; 0 = none',
    doors,
    placeholder: 'n',
    ceiling: 'most',
  },
  'own-styles-by': {
    type: 'choice',
    default: 'moderators',
    choices: ['moderators', 'everyone'],
    help: 'who may add styles to a server',
    doors,
    // Why a server may go further than the operator's word: it is about its own people; how many, `own-styles` bounds.
    ceiling: 'free',
  },
  retention: {
    type: 'integer',
    default: 30,
    min: 0,
    max: 3650,
    help: 'days until pictures are deleted; 0 deletes them as soon as they are delivered, after an hour at the earliest',
    doors,
    placeholder: 'days',
    ceiling: 'most',
  },
  'max-wait': {
    type: 'integer',
    default: 1440,
    min: 1,
    max: minutesOfMonth,
    help: 'minutes after which a picture that still waits is given up',
    doors,
    placeholder: 'minutes',
    ceiling: 'operator',
  },
  'max-render': {
    type: 'integer',
    default: 60,
    min: 1,
    max: minutesOfMonth,
    help: 'minutes of painting after which a picture is stopped as it is',
    doors,
    placeholder: 'minutes',
    ceiling: 'most',
  },
  'disk-quota': {
    type: 'integer',
    default: 5000,
    min: 1,
    max: 2 ** 30,
    help: 'MiB for all stored pictures; beyond it the oldest results are deleted',
    doors,
    placeholder: 'MiB',
    ceiling: 'operator',
  },
  'disk-reserve': {
    type: 'integer',
    default: 300,
    min: 0,
    max: 2 ** 30,
    help: 'MiB that stay free on the disk; with less, nothing new is taken',
    doors,
    placeholder: 'MiB',
    ceiling: 'operator',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;

export type SettingName = keyof typeof settingTable;
export type SettingValues = ValuesOf<typeof settingTable>;

/** Who said so: the server, the operator (also where a server's value is beyond the operator's), or nobody. */
export type SettingSource = 'server' | 'operator' | 'default';

/** What holds for a server's jobs, and by whose word. */
export type EffectiveSettings = SettingValues & {
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
};

export const settingNames = Object.keys(settingTable) as readonly SettingName[];

/** What holds where nobody has set anything. */
export const defaultSettings: EffectiveSettings = {
  ...(Object.fromEntries(settingNames.map((name) => [name, settingTable[name].default])) as SettingValues),
  sources: Object.fromEntries(settingNames.map((name) => [name, 'default'])) as EffectiveSettings['sources'],
};

/** Whether a text names a setting. */
export const isSettingName = (text: string): text is SettingName => Object.hasOwn(settingTable, text);
