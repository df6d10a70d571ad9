/** The styles of a picture before they are sent: the one in its place, and more, each with a weight and a mask. */
import type { Picked } from './picked.js';
import { words } from './words.js';

export interface StyleChoice {
  /** null = none yet. */
  readonly picked: Picked | null;
  /** As typed. */
  readonly weight: string;
  /** Where on the photo it goes; null = everywhere that is left. */
  readonly mask: Picked | null;
}

export const usualWeight = '1';

/** What is wrong with a weight, or null where nothing is. The service decides; this only saves a way. */
export function checkWeight(text: string): string | null {
  const isWeight = /^\d{1,6}(\.\d{1,6})?$/.test(text.trim()) && Number(text) > 0;
  return isWeight ? null : words.expected('weight', text.trim(), words.aboveZero);
}
