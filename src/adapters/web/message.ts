/** A job as a message of the channel. */

import { stylize } from '../../../commands/stylize.js';
import type { Job } from '../../job/job.js';
import type { Reply } from '../../reply/reply.js';
import { sanitize } from '../../reply/sanitize.js';
import type { Order, StoredStyle } from '../../request/order.js';
import type { PageMessage } from './protocol.js';

export function toMessage(job: Job, reply: Reply, version: number): PageMessage {
  const { id, createdAt, requester } = job;
  return { job: id, at: createdAt, user: requester.user, command: describeCommand(job), version, reply };
}

const { options } = stylize;

/** `/stylize coffee harvest size:512 strength:70`: with what the person or the server decided, without what is so anyway. */
function describeCommand(job: Job): string {
  const { content, styles, recipe, size, steps, strength, seed } = job.order as unknown as Order;
  const values: readonly (readonly [
    name: string,
    value: string | number | null,
    usual: string | number | null,
  ])[] = [
    ['size', size, options.size.default],
    ['steps', steps, options.steps.default],
    ['strength', strength, options.strength.default],
    ['recipe', recipe, options.recipe.default],
    ['seed', seed, options.seed.default],
  ];
  return [
    `/${stylize.name}`,
    quote(content.label),
    ...styles.map(describeStyle),
    ...values.filter(([, value, usual]) => value !== usual).map(([name, value]) => `${name}:${value}`),
  ].join(' ');
}

const describeStyle = ({ label, weight }: StoredStyle) =>
  `${quote(label)}${weight === 1 ? '' : `:${weight}`}`;

function quote(label: string): string {
  const text = sanitize(label).replaceAll('"', "'");
  return /[\s:]/.test(text) || text === '' ? `"${text}"` : text;
}

/** The name of a file to keep: `coffee-harvest-rokadimu.png`. */
export function nameFile(job: Job, part: string, extension: string): string {
  const { content, styles } = job.order as unknown as Order;
  const labels = part === 'result' ? [content.label, ...styles.map(({ label }) => label)] : [part];
  const words = [...labels, job.id].map((label) =>
    sanitize(label)
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return `${words.filter((word) => word !== '').join('-')}.${extension}`;
}
