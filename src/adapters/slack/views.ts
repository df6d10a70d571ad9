/** Who answers a form that was sent, by what its id means. */
import type { ViewOutput } from '@slack/bolt';
import type { Job } from '../../job/job.js';
import { refuseUnknownPress } from '../../reply/chat-words.js';
import { type ActionId, readActionId, stylizeCallback } from './action-id.js';
import type { Answering } from './answering.js';
import { readChooseView } from './choose-view.js';
import type { Desk } from './desk.js';
import { none } from './events.js';
import { addOwnStyle } from './own-style.js';
import { submitSetting } from './settings-desk.js';
import { chooseStyle } from './style-press.js';
import { type Acknowledge, submitStylize } from './stylize-submit.js';

type Submit = (desk: Desk, answering: Answering, view: ViewOutput, ack: Acknowledge) => Promise<Job | null>;

type Submits = {
  readonly [Type in ActionId['type']]?: (id: Extract<ActionId, { readonly type: Type }>) => Submit;
};

const submits: Submits = {
  job:
    ({ action, job }) =>
    async (desk, answering, view, ack) => {
      await ack();
      if (action !== 'style') return refuseUnknown(answering);
      const { state, private_metadata: metadata } = view;
      return chooseStyle(desk, answering, { job, style: readChooseView(state), metadata });
    },
  setting:
    ({ name }) =>
    (desk, answering, { id, state }, ack) =>
      none(submitSetting(desk, answering, { name, view: id, state }, ack)),
  'add-style': () => (desk, answering, view, ack) => none(addOwnStyle(desk, answering, view, ack)),
};

async function refuseUnknown(answering: Answering): Promise<null> {
  await answering.tell(refuseUnknownPress());
  return null;
}

function find(callback: string): Submit | undefined {
  if (callback === stylizeCallback) return submitStylize;
  const id = readActionId(callback);
  return id === null ? undefined : (submits[id.type] as ((id: ActionId) => Submit) | undefined)?.(id);
}

/** Acknowledges, in three seconds, and answers. @returns the job that has come of it; null where there is none. */
export async function answerView(
  desk: Desk,
  answering: Answering,
  view: ViewOutput,
  ack: Acknowledge,
): Promise<Job | null> {
  let isBegun = false;
  const once: Acknowledge = (response) => {
    isBegun = true;
    return ack(response);
  };
  const submit = find(view.callback_id);
  try {
    if (submit !== undefined) return await submit(desk, answering, view, once);
    await once();
    return await refuseUnknown(answering);
  } finally {
    // Why also after a mistake of ours: Slack would say that the app does not answer, and we say more.
    if (!isBegun) await ack();
  }
}
