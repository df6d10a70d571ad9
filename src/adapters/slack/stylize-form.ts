/** Opens the form for a picture: from `/stylize`, a message, a shortcut or the home tab. */
import type { types } from '@slack/bolt';
import type { StyleChoice } from '../../conversation/conversation.js';
import { stylizeForm } from '../../reply/form-words.js';
import { writePresets } from '../chat/presets.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { type FormOrigin, limitPhotos, writeOrigin } from './form-origin.js';
import { openView } from './open-view.js';
import type { Begun } from './stylize-inputs.js';
import { stylizeView } from './stylize-view.js';
import { readStyles } from './typed-styles.js';

export interface FormAsked {
  /** Leave of Slack's to open it. */
  readonly trigger: string;
  /** Those that are chosen from the beginning, as they were typed. @default none */
  readonly styles?: string;
  /** By option name, what the form's fields begin with. @default nothing */
  readonly values?: Begun['values'];
  readonly origin: FormOrigin;
}

/** One goes into the menu, where it is there; several, or one with a weight, are a text. */
async function beginStyles(typed: string, choices: readonly StyleChoice[]) {
  if (typed === '') return { preselected: null, morePresets: '' };
  const { presets } = await readStyles(typed, choices);
  const [only, ...others] = presets;
  const isPlain = others.length === 0 && only?.weight === 1 && choices.some(({ id }) => id === only.name);
  return isPlain
    ? { preselected: only.name, morePresets: '' }
    : { preselected: null, morePresets: writePresets(presets) };
}

/** @throws SlackFailure 'stale' where Slack has not waited. */
export function openStylizeForm(
  desk: Desk,
  answering: Answering,
  { trigger, styles: typed = '', values = {}, origin }: FormAsked,
): Promise<void> {
  const build = async (): Promise<types.View> => {
    const styles = await desk.conversation.styles(await answering.requester());
    const photos = limitPhotos(origin.photos);
    const recipes = desk.studio.recipes();
    const { preselected, morePresets } = await beginStyles(typed, styles);
    const begun = { values, morePresets };
    const view = stylizeView({ styles, preselected, begun, channel: origin.channel, photos, recipes });
    return { ...view, private_metadata: writeOrigin(origin) };
  };
  return openView(desk, answering, { trigger, title: stylizeForm.title, build });
}
