/** A job as a message of the channel. */

import { stylize } from '../../../commands/stylize.js';
import type { Job } from '../../job/job.js';
import { changedControls } from '../../reply/controls.js';
import type { Reply } from '../../reply/reply.js';
import { sanitize } from '../../reply/sanitize.js';
import type { OptionTable } from '../../request/option.js';
import type { Order, StoredPicture, StoredStyle } from '../../request/order.js';
import type { PageMessage } from './protocol.js';

export function toMessage(job: Job, reply: Reply, version: number): PageMessage {
  const { id, createdAt, requester } = job;
  return { job: id, at: createdAt, user: requester.user, command: describeCommand(job), version, reply };
}

const options: OptionTable = stylize.options;
/** What a stored order says of how every picture is painted, in the order in which people care. */
const told = ['size', 'steps', 'strength', 'recipe', 'colors', 'seed'] as const;

/** `/stylize coffee harvest size:512 strength:70`: what was decided; what is so anyway is left out. */
function describeCommand(job: Job): string {
  const order = job.order as unknown as Order;
  const { content, styles, initPicture } = order;
  const values = told.flatMap((name) => {
    const value = order[name];
    return value === null || value === options[name]?.default ? [] : [`${name}:${value}`];
  });
  const controls = changedControls(order).map(([name, value]) => `${name}:${value}`);
  const pictures = [...styles.map(({ mask }) => nameAs('mask', mask)), nameAs('init', initPicture)].flat();
  return [
    `/${stylize.name}`,
    quote(content.label),
    ...styles.map(describeStyle),
    ...pictures,
    ...values,
    ...controls,
  ].join(' ');
}

const nameAs = (option: string, picture: StoredPicture | null | undefined) =>
  picture ? [`${option}:${quote(picture.label)}`] : [];

const describeStyle = ({ label, weight }: StoredStyle) =>
  `${quote(label)}${weight === 1 ? '' : `:${weight}`}`;

function quote(label: string): string {
  const text = sanitize(label).replaceAll('"', "'");
  return /[\s:]/.test(text) || text === '' ? `"${text}"` : text;
}

/** The name of a file to keep: `coffee-harvest-rokadimu.png`. */
export function nameFile(job: Job, part: string, extension: string): string {
  const { content, styles } = job.order as unknown as Order;
  const own = [content.label, ...styles.map(({ label }) => label)];
  const labels: Readonly<Record<string, readonly string[]>> = { result: own, timelapse: [...own, part] };
  const words = [...(labels[part] ?? [part]), job.id].map((label) =>
    sanitize(label)
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return `${words.filter((word) => word !== '').join('-')}.${extension}`;
}
