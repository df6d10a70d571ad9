/** What was filled into the form for a picture. */
import { stylizeInChatOptions } from '../../../commands/stylize-in-chat.js';
import type { RawValue } from '../../request/parse.js';
import { isOn } from '../chat/guides.js';
import type { SentFile } from './inputs.js';
import { controls, everyday, morePresets } from './stylize-inputs.js';
import { yes } from './stylize-view.js';
import { readState, type ViewState } from './view-state.js';

export interface StylizeFilled {
  /** null where the form did not ask for it: see `photo`. */
  readonly content: SentFile | null;
  /** Which of the pictures that the form was opened for, from 0. */
  readonly photo: number;
  readonly style: SentFile | null;
  /** The id of the one in the menu. */
  readonly preset: string | null;
  /** Those beside it, as they are typed (chat/presets.ts). */
  readonly morePresets: string | null;
  readonly mask: SentFile | null;
  readonly isMaskInverted: boolean;
  readonly initPicture: SentFile | null;
  /** By option name, as filled in, without those of the pictures; what was left empty is not among them. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** null where none was chosen. */
  readonly postTo: string | null;
  readonly isPrivate: boolean;
}

/** Those whose values are an order's: of the others each has a field of its own. */
const valued = [...everyday, ...controls].filter((name) => {
  const { type } = stylizeInChatOptions[name];
  return type !== 'attachment' && type !== 'flag';
});

export function readStylizeView(state: ViewState): StylizeFilled {
  const filled = readState(state);
  const values = valued.flatMap((name) => {
    const value = filled.typed(name) ?? filled.chosen(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    content: filled.file('content'),
    photo: Number(filled.chosen('content') ?? 0),
    style: filled.file('style'),
    preset: filled.chosen('preset'),
    morePresets: filled.typed(morePresets),
    mask: filled.file('mask'),
    isMaskInverted: isOn(filled.chosen('invert-mask') ?? undefined),
    initPicture: filled.file('init-picture'),
    values: Object.fromEntries(values),
    postTo: filled.conversation('post_to'),
    isPrivate: filled.ticked('private').includes(yes),
  };
}
