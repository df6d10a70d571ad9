/** How a picture is called: by its photo and its style, as its requester knows them. */
import type { Job } from '../job/job.js';
import type { OwnStyle } from '../job/own-style.js';
import type { Order, StoredStyle } from '../request/order.js';
import type { Preset } from '../request/presets.js';
import { sanitize } from './sanitize.js';

/** What a reply needs of a preset to name it. */
export type NamedPreset = Pick<Preset, 'id' | 'title' | 'artist' | 'year'>;

/** Letters of a file's name in the middle of a sentence. */
const labelLength = 40;

/** What was asked for, as the studio stored it. */
export const orderOf = (job: Pick<Job, 'order'>): Order => job.order as unknown as Order;

/** `coffee`; from a stranger's file name, so cleaned and shortened. */
export function namePhoto({ content }: Pick<Order, 'content'>): string {
  return sanitize(content.label, labelLength) || 'a photo';
}

/** What a reply needs of a server's own style to name it. */
export type NamedOwnStyle = Pick<OwnStyle, 'id' | 'title'>;

/** `Our Mascot`: as the one who added it called it, cleaned and shortened. */
export const nameOwnStyle = ({ id, title }: NamedOwnStyle): string => sanitize(title, labelLength) || id;

/** Who made a server's own style, as far as we know. */
export const ownStyleCredit = 'added by this server';

type NamedStyle = Pick<StoredStyle, 'label' | 'preset' | 'title'>;

/** `Harvest`, or what a server calls its own style, or the person the file. */
export function nameStyle({ label, preset, title }: NamedStyle, presets: readonly NamedPreset[]): string {
  if (title !== undefined) return nameOwnStyle({ id: label, title });
  const known = presets.find(({ id }) => id === preset);
  return known?.title ?? (sanitize(label, labelLength) || 'a picture');
}

/** `Harvest by Vincent van Gogh`; a person's own picture has no artist that we know. */
export function creditStyle(style: NamedStyle, presets: readonly NamedPreset[]): string {
  const name = nameStyle(style, presets);
  if (style.title !== undefined) return `${name}, ${ownStyleCredit}`;
  const artist = presets.find(({ id }) => id === style.preset)?.artist;
  return artist === undefined ? name : `${name} by ${artist}`;
}

/** `, weight 2`; nothing where there is one style alone. */
export const nameShare = (
  { weight }: Pick<StoredStyle, 'weight'>,
  { styles }: Pick<Order, 'styles'>,
): string => (styles.length === 1 ? '' : `, weight ${weight}`);

/** `, inside the mask sky`; nothing where a style goes everywhere. */
export function nameMask({ mask }: Pick<StoredStyle, 'mask'>): string {
  if (mask === undefined) return '';
  const label = sanitize(mask.label, labelLength);
  return label === '' ? ', inside its mask' : `, inside the mask ${label}`;
}

/** `rokadimu`: the picture that another starts from. */
export const nameStart = ({ label }: Pick<StoredStyle, 'label'>): string =>
  sanitize(label, labelLength) || 'a picture';

/** `a`, `a and b`, `a, b and c`. */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `coffee in the style of Harvest` */
export function nameJob(job: Pick<Job, 'order'>, presets: readonly NamedPreset[]): string {
  const order = orderOf(job);
  return `${namePhoto(order)} in the style of ${list(order.styles.map((style) => nameStyle(style, presets)))}`;
}

/** The same with artists: for those who do not see the picture. */
export function creditJob(job: Pick<Job, 'order'>, presets: readonly NamedPreset[]): string {
  const order = orderOf(job);
  return `${namePhoto(order)} in the style of ${list(order.styles.map((style) => creditStyle(style, presets)))}`;
}

/** `1 step`, `18 steps` */
export const countSteps = (steps: number): string => `${steps} ${steps === 1 ? 'step' : 'steps'}`;
