/** The buttons under a job's message. */
import type { types } from '@slack/bolt';
import { deletion } from '../../reply/form-words.js';
import type { Action, Button } from '../../reply/reply.js';
import { plain } from '../chat/plain-text.js';
import { signs } from '../chat/signs.js';
import { writeActionId } from './action-id.js';
import { plainText } from './blocks/text-objects.js';

/** @slack/types: elements of an actions block, letters of a button's text. */
const limits = { row: 25, label: 75 } as const;

const styles = {
  primary: { style: 'primary' },
  normal: {},
  danger: { style: 'danger' },
} as const satisfies Readonly<Record<Button['emphasis'], Pick<types.Button, 'style'>>>;

const confirmation: types.ConfirmationDialog = {
  title: plainText(deletion.title, 100),
  text: plainText(deletion.text, 300),
  confirm: plainText(deletion.confirm, 30),
  deny: plainText(deletion.deny, 30),
  style: 'danger',
};

/** Asked before it is done: what cannot be taken back. */
const confirms: Readonly<Partial<Record<Action, { readonly confirm: types.ConfirmationDialog }>>> = {
  delete: { confirm: confirmation },
};

const toButton = ({ action, job, label, emphasis }: Button): types.Button => ({
  type: 'button',
  text: plainText(`${signs[action]} ${label}`, limits.label),
  accessibility_label: plain(label, limits.label) || action,
  ...{ action_id: writeActionId({ type: 'job', action, job }), value: job },
  ...styles[emphasis],
  ...confirms[action],
});

/** Slack breaks the row where it must. */
export function toButtonRows(buttons: readonly Button[]): readonly types.ActionsBlock[] {
  const starts = buttons.flatMap((_, at) => (at % limits.row === 0 ? [at] : []));
  return starts.map((start) => ({
    type: 'actions',
    elements: buttons.slice(start, start + limits.row).map(toButton),
  }));
}
