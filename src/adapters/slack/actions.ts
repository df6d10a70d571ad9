/** Who answers a press, by what its id means. */
import type { BlockAction, BlockElementAction } from '@slack/bolt';
import type { Job } from '../../job/job.js';
import { refuseUnknownPress } from '../../reply/chat-words.js';
import { type ActionId, readActionId } from './action-id.js';
import type { Answering } from './answering.js';
import { turnPage } from './commands.js';
import type { Desk } from './desk.js';
import { none } from './events.js';
import { showControls } from './more-controls.js';
import { openAddStyle } from './own-style.js';
import { answerPress } from './press.js';
import { type FormPlace, openSetting, openSettings } from './settings-desk.js';
import { openStylizeForm } from './stylize-form.js';

export interface Acted {
  readonly body: BlockAction;
  readonly action: BlockElementAction;
}

type ByType = {
  readonly [Type in ActionId['type']]: (
    desk: Desk,
    answering: Answering,
    id: Extract<ActionId, { readonly type: Type }>,
    acted: Acted,
  ) => Promise<Job | null>;
};

/** Where a form goes: in the place of the one that was pressed in, where there is one. */
const formPlaceOf = ({ view, trigger_id: trigger }: BlockAction): FormPlace =>
  view?.type === 'modal' ? { type: 'view', id: view.id } : { type: 'trigger', trigger };

/** Ids of the files that the blocks of a message show. */
function filesIn(blocks: unknown): readonly string[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: { readonly slack_file?: { readonly id?: unknown } } | null) =>
    typeof block?.slack_file?.id === 'string' ? [block.slack_file.id] : [],
  );
}

const textOf = (action: BlockElementAction): string =>
  'value' in action && typeof action.value === 'string' ? action.value : '';

const byType: ByType = {
  job: (desk, answering, { action, job }, { body }) =>
    answerPress(desk, {
      ...{ answering, action, job, trigger: body.trigger_id, files: filesIn(body.message?.blocks) },
      isEphemeral: body.container?.is_ephemeral === true,
    }),
  page: (desk, answering, { command, page }, { action }) =>
    none(turnPage(desk, answering, { command, page, value: textOf(action) })),
  stylize: (desk, answering, _, { body }) => {
    const { channel, thread } = answering.occasion;
    const origin = { photos: [], channel, thread };
    return none(openStylizeForm(desk, answering, { trigger: body.trigger_id, origin }));
  },
  settings: (desk, answering, _, { body }) => none(openSettings(desk, answering, formPlaceOf(body))),
  setting: (desk, answering, { name }, { body }) =>
    none(openSetting(desk, answering, formPlaceOf(body), name)),
  controls: (desk, answering, _, { body }) => none(showControls(desk, answering, body.view)),
  'add-style': (desk, answering, _, { body }) =>
    none(openAddStyle(desk, answering, { trigger: body.trigger_id, name: '' })),
};

/** For the log. */
export function nameOfId(text: string): string {
  const id = readActionId(text);
  if (id === null) return 'unknown';
  return id.type === 'job' ? id.action : id.type;
}

/** After the acknowledgement. @returns the job that has come of it; null where there is none. */
export async function answerAction(desk: Desk, answering: Answering, acted: Acted): Promise<Job | null> {
  const id = readActionId(acted.action.action_id);
  if (id === null) {
    // Why not in forms: a menu that is only filled in says so, too.
    if (acted.body.view === undefined) await answering.tell(refuseUnknownPress());
    return null;
  }
  const handle = byType[id.type] as (...about: unknown[]) => Promise<Job | null>;
  return handle(desk, answering, id, acted);
}
