/**
 * Names of files: the same for the same picture, and another for another, so that what a message has already is not sent
 * again. ASCII letters, digits and dashes: chats drop others.
 */
import type { Job } from '../../job/job.js';
import type { Order } from '../../request/order.js';

/** Letters of a person's label; of three labels and an id the whole stays short enough for every disk. */
const labelLength = 32;
const labels = 4;
/** Names of presets are as long as this. */
const idLength = 64;

/** Other letters become dashes, and accents go: `Café Noir.jpg` is `cafe-noir-jpg`. */
function toAscii(text: string, most: number): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most + 1)
    .replace(/^-|-$/g, '')
    .slice(0, most)
    .replace(/-$/, '');
}

/** `preview-rokadimu-12.webp`. Parts of which nothing is left are left out. */
export function nameFile(parts: readonly (string | number)[], extension: string): string {
  const words = parts.map((part) => toAscii(String(part), idLength)).filter((word) => word !== '');
  return `${words.join('-') || 'picture'}.${extension}`;
}

/**
 * `coffee-harvest-rokadimu.png`: what somebody who keeps it finds again.
 * @param size of one that is smaller than what was painted: another picture, so another name.
 */
export function nameResult(
  { id, order }: Pick<Job, 'id' | 'order'>,
  extension: string,
  size: { readonly width: number; readonly height: number } | null,
): string {
  const { content, styles } = order as unknown as Order;
  const words = [content, ...styles].slice(0, labels).map(({ label }) => toAscii(label, labelLength));
  return nameFile([...words, id, ...(size === null ? [] : [`${size.width}x${size.height}`])], extension);
}
