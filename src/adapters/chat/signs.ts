/** A sign for each button, before its words. */
import type { Action } from '../../reply/reply.js';

/** Why no plus and no cross: Discord draws them dark, which is not seen on its dark buttons. */
export const signs = {
  cancel: '✋',
  stronger: '🔺',
  weaker: '🔻',
  style: '🎨',
  again: '🔁',
  hd: '🔍',
  colors: '🌈',
  info: 'ℹ️',
  delete: '🗑️',
} as const satisfies Readonly<Record<Action, string>>;
