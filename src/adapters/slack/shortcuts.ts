/** Shortcuts: that of a message paints its picture, the global one asks for a photo. */
import { form, refuseUnknownPress, refuseWithoutPicture } from '../../reply/chat-words.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { readFiles } from './inputs.js';
import { noticeView } from './notice-view.js';
import { openView } from './open-view.js';
import { openStylizeForm } from './stylize-form.js';

export interface Shortcut {
  /** Fixed names: the manifest has them. */
  readonly callback: string;
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
  /** That it was about; null = none. */
  readonly message: Readonly<Record<string, unknown>> | null;
}

type Open = (desk: Desk, answering: Answering, shortcut: Shortcut) => Promise<void>;

const openMessage: Open = async (desk, answering, { trigger, message }) => {
  const photos = readFiles(message?.files);
  const { channel, thread } = answering.occasion;
  if (photos.length > 0) {
    const origin = { photos, channel, thread };
    return openStylizeForm(desk, answering, { trigger, origin });
  }
  const build = async () => noticeView(form.title, await answering.words(refuseWithoutPicture()));
  return openView(desk, answering, { trigger, title: form.title, build });
};

const openGlobal: Open = async (desk, answering, { trigger }) => {
  const origin = { photos: [], channel: null, thread: null };
  await openStylizeForm(desk, answering, { trigger, origin });
};

/** By callback_id. */
const shortcuts: Readonly<Record<string, Open>> = {
  stylize_message: openMessage,
  stylize_global: openGlobal,
};

/** After the acknowledgement. */
export async function openShortcut(desk: Desk, answering: Answering, shortcut: Shortcut): Promise<void> {
  const { callback } = shortcut;
  const open = Object.hasOwn(shortcuts, callback) ? shortcuts[callback] : undefined;
  if (open === undefined) await answering.tell(refuseUnknownPress());
  else await open(desk, answering, shortcut);
}
