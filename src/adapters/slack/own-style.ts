/** A style of the workspace's own: the form for it, and what comes of it. */
import type { ViewOutput } from '@slack/bolt';
import { styleForm } from '../../reply/chat-words.js';
import { withPatience } from '../chat/patience.js';
import { addStyleView, readAddStyleView } from './add-style-view.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { readOrigin, writeOrigin } from './form-origin.js';
import { fetchPictures } from './inputs.js';
import { openView } from './open-view.js';
import { submitMs } from './order.js';
import type { Acknowledge } from './stylize-submit.js';

export interface AddAsked {
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
  /** As far as it is known; may be empty. */
  readonly name: string;
}

/** Opens the form. Who may add one is found out when it is sent. */
export function openAddStyle(desk: Desk, answering: Answering, { trigger, name }: AddAsked): Promise<void> {
  const { channel, thread } = answering.occasion;
  const origin = writeOrigin({ photos: [], channel, thread });
  const build = async () => ({ ...addStyleView(name), private_metadata: origin });
  return openView(desk, answering, { trigger, title: styleForm.title, build });
}

/** Adds it, and says what came of it where the form was asked for. @throws StudioError for a picture that cannot be had. */
export async function addOwnStyle(
  desk: Desk,
  answering: Answering,
  { state, private_metadata: metadata }: Pick<ViewOutput, 'state' | 'private_metadata'>,
  ack: Acknowledge,
): Promise<void> {
  await ack();
  const { conversation, clock, closing } = desk;
  const { channel, thread } = readOrigin(metadata);
  answering.moveTo(channel === null ? null : { channel, thread });
  const { name, image } = readAddStyleView(state);
  const values = { action: 'add', ...(name === null ? {} : { name }) };
  const answer = await withPatience(clock, submitMs, [closing], async (signal) => {
    const requester = await answering.requester({ isModerator: true });
    const files = image === null ? [] : [image];
    const [picture] = await fetchPictures(desk, await answering.apis(), files, signal);
    const pictures = picture === undefined ? {} : { image: picture };
    return conversation.command('styles', values, { requester, address: null }, signal, pictures);
  });
  if (answer.type === 'reply') await answering.tell(answer.reply);
}
