/** Opens the form for a picture: from `/stylize`, a message, a shortcut or the home tab. */
import type { types } from '@slack/bolt';
import { stylizeForm } from '../../reply/form-words.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { type FormOrigin, limitPhotos, writeOrigin } from './form-origin.js';
import { openView } from './open-view.js';
import { findStyle } from './spoken.js';
import { stylizeView } from './stylize-view.js';

export interface FormAsked {
  /** Leave of Slack's to open it. */
  readonly trigger: string;
  /** The style that is chosen from the beginning, by its name as it was typed; null = none. */
  readonly style: string | null;
  readonly origin: FormOrigin;
}

/** @throws SlackFailure 'stale' where Slack has not waited. */
export function openStylizeForm(
  desk: Desk,
  answering: Answering,
  { trigger, style, origin }: FormAsked,
): Promise<void> {
  const build = async (): Promise<types.View> => {
    const styles = await desk.conversation.styles(await answering.requester());
    const photos = limitPhotos(origin.photos);
    const recipes = desk.studio.recipes();
    const preselected = style === null ? null : (findStyle(style, styles)?.id ?? null);
    const view = stylizeView({ styles, preselected, channel: origin.channel, photos, recipes });
    return { ...view, private_metadata: writeOrigin(origin) };
  };
  return openView(desk, answering, { trigger, title: stylizeForm.title, build });
}
