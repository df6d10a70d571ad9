/** How often messages are edited: see ../chat/pace.ts. */
import type { Intervals } from '../chat/pace.js';

/**
 * Discord does not publish its limits for this; people have observed 5 edits in 1 to 2 s for each interaction. Edits of all
 * messages together stay far below the 50 requests a second that a bot has.
 */
export const intervals: Intervals = { least: 2500, urgent: 1000, most: 30_000, editsPerSecond: 5 };
