/** Opens the form for a picture: from `/stylize`, a message, a shortcut or the home tab. */
import type { types } from '@slack/bolt';
import { stylizeForm } from '../../reply/form-words.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { type FormOrigin, limitPhotos, writeOrigin } from './form-origin.js';
import { openView } from './open-view.js';
import { stylizeView } from './stylize-view.js';

export interface FormAsked {
  /** Leave of Slack's to open it. */
  readonly trigger: string;
  /** Chosen in it from the beginning; null = none. */
  readonly preset: string | null;
  readonly origin: FormOrigin;
}

/** @throws SlackFailure 'stale' where Slack has not waited. */
export function openStylizeForm(
  desk: Desk,
  answering: Answering,
  { trigger, preset, origin }: FormAsked,
): Promise<void> {
  const build = async (): Promise<types.View> => {
    const styles = await desk.conversation.styles(await answering.requester());
    const photos = limitPhotos(origin.photos);
    const recipes = desk.studio.recipes();
    const view = stylizeView({ styles, preselected: preset, channel: origin.channel, photos, recipes });
    return { ...view, private_metadata: writeOrigin(origin) };
  };
  return openView(desk, answering, { trigger, title: stylizeForm.title, build });
}
