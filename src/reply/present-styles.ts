/** The pictures there are to paint in the style of, and what becomes of a server's own. */
import type { Job } from '../job/job.js';
import type { OwnStyle } from '../job/own-style.js';
import type { Preset } from '../request/presets.js';
import { answer, note, text } from './answer.js';
import { nameJob, nameOwnStyle, ownStyleCredit } from './naming.js';
import type { Block, GalleryItem, Reply } from './reply.js';

/** `Vincent van Gogh, 1888` */
export const creditPreset = ({ artist, year }: Pick<Preset, 'artist' | 'year'>): string =>
  year === null ? artist : `${artist}, ${year}`;

/** What a reply needs of a server's own style to show it. */
export type ShownOwnStyle = Pick<OwnStyle, 'id' | 'title' | 'width' | 'height'>;

function toItem(preset: Preset): GalleryItem {
  const { id, title, artist, licence, width, height } = preset;
  const caption = `${creditPreset(preset)}. ${licence}`;
  return { picture: { type: 'preset', id }, alt: `${title} by ${artist}`, width, height, id, title, caption };
}

function toOwnItem(style: ShownOwnStyle): GalleryItem {
  const { id, width, height } = style;
  const title = nameOwnStyle(style);
  const alt = `${title}, ${ownStyleCredit}`;
  return {
    picture: { type: 'own-style', id },
    alt,
    width,
    height,
    id,
    title,
    caption: 'Added by this server',
  };
}

const gallery = (items: readonly GalleryItem[]): Block => ({ type: 'gallery', items });

export interface Styles {
  /** Of the server where it is asked. */
  readonly own: readonly ShownOwnStyle[];
  readonly presets: readonly Preset[];
  readonly samples: readonly Preset[];
  /** Whoever asks can add one, here. */
  readonly mayAdd: boolean;
}

export function presentStyles({ own, presets, samples, mayAdd }: Styles): Reply {
  const ownBlocks =
    own.length === 0
      ? []
      : [
          text("This server's own styles:"),
          gallery(own.map(toOwnItem)),
          text('Styles that come with Impasto:'),
        ];
  return answer('Styles and sample photos', [
    ...ownBlocks,
    gallery(presets.map(toItem)),
    note('Take one by its name, as in /stylize style:harvest, or send a picture of your own.'),
    ...(mayAdd
      ? [note('/styles add, with a name and a picture, gives this server a style of its own.')]
      : []),
    text('Photos to try things on:'),
    gallery(samples.map(toItem)),
  ]);
}

/** What Another style offers. */
export function presentStyleChoice(job: Job, { own, presets }: Pick<Styles, 'own' | 'presets'>): Reply {
  const items = [...own.map(toOwnItem), ...presets.map(toItem)];
  return answer(`Another style instead of ${nameJob(job, presets)}`, [gallery(items)]);
}

/** A style that the server has from now on. */
export function presentAdded(style: ShownOwnStyle): Reply {
  const { title, picture, alt, width, height, id } = toOwnItem(style);
  return answer(`${title} is a style of this server now`, [
    text(`Its name is ${id}: take it by that wherever a style is asked for.`),
    { type: 'picture', picture, alt, width, height },
  ]);
}

/** A style that the server has no more. */
export function presentRemoved(style: ShownOwnStyle): Reply {
  return answer(`${nameOwnStyle(style)} is no style of this server any more`, [
    text('Pictures that were painted in it, or wait to be, stay as they are.'),
  ]);
}
