/** Settings as an admin clicks through them. Who may is asked of Slack anew at every click: rights end while a form is open. */
import type { types } from '@slack/bolt';
import type { Answer } from '../../conversation/conversation.js';
import type { SettingView } from '../../job/settings/settings.js';
import { homeWords, settingsForms } from '../../reply/form-words.js';
import type { Reply } from '../../reply/reply.js';
import { withPatience } from '../chat/patience.js';
import { writeActionId } from './action-id.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { toRefusal } from './going-wrong.js';
import { loadingView, noticeView } from './notice-view.js';
import { openView, replaceView } from './open-view.js';
import { readSettingView, settingView } from './setting-view.js';
import { settingsView } from './settings-view.js';
import type { Acknowledge } from './stylize-submit.js';
import type { ViewState } from './view-state.js';

/** Where a form goes: a new one, or in the place of one that is open. */
export type FormPlace =
  | { readonly type: 'trigger'; readonly trigger: string }
  | { readonly type: 'view'; readonly id: string };

/** For a change to be stored, milliseconds. */
const changeMs = 20_000;

/** Opens the settings. */
export const settingsButton = (): types.ActionsBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: writeActionId({ type: 'settings' }),
      text: { type: 'plain_text', text: homeWords.change },
    },
  ],
});

const see = async (desk: Desk, answering: Answering): Promise<readonly SettingView[]> =>
  desk.conversation.settings(await answering.requester({ isModerator: true }));

async function show(
  desk: Desk,
  answering: Answering,
  place: FormPlace,
  build: () => Promise<types.View>,
): Promise<void> {
  const { title } = settingsForms;
  if (place.type === 'trigger') {
    await openView(desk, answering, { trigger: place.trigger, title, build });
    return;
  }
  const { patient } = await answering.apis();
  const at = { id: place.id, hash: null };
  let view: types.View;
  try {
    view = await build();
  } catch (error) {
    const refusal = toRefusal(error, desk.closing);
    if (refusal === null) throw error;
    view = noticeView(title, await answering.words(refusal));
  }
  await replaceView(desk, patient, at, view);
}

/** Shows all settings. */
export const openSettings = (desk: Desk, answering: Answering, place: FormPlace): Promise<void> =>
  show(desk, answering, place, async () => settingsView(await see(desk, answering)));

/** Shows the form for one of them; of a name that is none, all of them. */
export const openSetting = (
  desk: Desk,
  answering: Answering,
  place: FormPlace,
  name: string,
): Promise<void> =>
  show(desk, answering, place, async () => {
    const views = await see(desk, answering);
    const view = views.find((one) => one.name === name);
    return view === undefined ? settingsView(views) : settingView(view);
  });

/** What a change has come to, in one line. */
function noticeOf({ kind, title, blocks }: Reply): string {
  const words = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  return `${kind === 'refusal' ? '⚠️' : '✅'} ${words.join(' ') || title}`;
}

/** Changes a setting, and shows all of them with what came of it. @param ack to be called in three seconds. */
export async function submitSetting(
  desk: Desk,
  answering: Answering,
  { name, view, state }: { readonly name: string; readonly view: string; readonly state: ViewState },
  ack: Acknowledge,
): Promise<void> {
  const { conversation, clock, closing } = desk;
  await ack({ response_action: 'update', view: loadingView(settingsForms.title) });
  await show(desk, answering, { type: 'view', id: view }, async () => {
    const requester = await answering.requester({ isModerator: true });
    const input = readSettingView(name, state);
    const answer: Answer = await withPatience(clock, changeMs, [closing], (signal) =>
      conversation.command('settings', { ...input }, { requester, address: null }, signal),
    );
    const notice = answer.type === 'reply' ? noticeOf(answer.reply) : undefined;
    return settingsView(await conversation.settings(requester), notice);
  });
}
