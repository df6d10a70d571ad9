/** "Another style": a form that only whoever pressed sees, and the new picture in a message that all see. */
import type { types } from '@slack/bolt';
import type { Job } from '../../job/job.js';
import { refuseForMembership } from '../../reply/chat-words.js';
import { styleChange } from '../../reply/form-words.js';
import type { Answering } from './answering.js';
import { chooseView } from './choose-view.js';
import type { Desk } from './desk.js';
import { readOrigin, writeOrigin } from './form-origin.js';
import { canPost } from './membership.js';
import { noticeView } from './notice-view.js';
import { placeOf } from './occasion.js';
import { openView } from './open-view.js';
import { placeOfNext, pressJob } from './press-job.js';

const { title } = styleChange;
/** For Slack to say whether the app can post answering, milliseconds. */
const membershipMs = 5000;

/** Opens the form. @param trigger leave of Slack's to do so. */
export async function offerStyles(
  desk: Desk,
  answering: Answering,
  job: string,
  trigger: string,
): Promise<void> {
  const { channel, thread } = answering.occasion;
  const build = async (): Promise<types.View> => {
    const at = { place: placeOf(answering.occasion), needsRights: false };
    const asked = await pressJob(desk, answering, { action: 'style', job, style: null }, at);
    if (asked.type === 'job') throw new TypeError('Expected styles to choose from, got a job');
    if (asked.reply.kind === 'refusal') return noticeView(title, await answering.words(asked.reply));
    const choices = await desk.conversation.styles(await answering.requester());
    return {
      ...chooseView(choices, job),
      private_metadata: writeOrigin({ photos: [], channel, thread }),
    };
  };
  await openView(desk, answering, { trigger, title, build });
}

/** The style that was chosen, after the acknowledgement. @param style null = none was. @returns the job; null where answering is none. */
export async function chooseStyle(
  desk: Desk,
  answering: Answering,
  {
    job,
    style,
    metadata,
  }: { readonly job: string; readonly style: string | null; readonly metadata: string },
): Promise<Job | null> {
  const { channel, thread } = readOrigin(metadata);
  if (style === null) return null;
  answering.moveTo(channel === null ? null : { channel, thread });
  const place = await placeOfNext(desk, answering, job);
  if (!(await canPost(desk, answering, place, membershipMs))) {
    await answering.tell(refuseForMembership());
    return null;
  }
  const press = { action: 'style', job, style: { preset: style } } as const;
  const answer = await pressJob(desk, answering, press, { place, needsRights: true });
  if (answer.type === 'reply') {
    await answering.tell(answer.reply);
    return null;
  }
  desk.live.show(answer.job);
  return answer.job;
}
