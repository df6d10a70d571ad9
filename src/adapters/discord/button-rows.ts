/** The buttons under a job's message. */

import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Button } from '../../reply/reply.js';
import { plain } from '../chat/plain-text.js';
import { signs } from '../chat/signs.js';
import { writeCustomId } from './custom-id.js';

/** docs.discord.com/developers/components/reference: buttons of a row, letters of a label. */
const limits = { row: 5, label: 80 } as const;

const styles = {
  primary: ButtonStyle.Primary,
  normal: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const satisfies Readonly<Record<Button['emphasis'], ButtonStyle>>;

const toButton = ({ action, job, label, emphasis }: Button): APIButtonComponent => ({
  ...{ type: ComponentType.Button, style: styles[emphasis] },
  label: plain(label, limits.label),
  emoji: { name: signs[action] },
  custom_id: writeCustomId({ type: 'job', action, job }),
});

/** Rows of about the same length: a single button below five looks lost. */
export function toButtonRows(
  buttons: readonly Button[],
): readonly APIActionRowComponent<APIButtonComponent>[] {
  const rows = Math.ceil(buttons.length / limits.row);
  const length = Math.ceil(buttons.length / Math.max(1, rows));
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * length, (row + 1) * length).map(toButton),
  }));
}
