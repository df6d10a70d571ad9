/** How often messages are edited in one workspace: see ../chat/pace.ts. */
import type { Intervals } from '../chat/pace.js';

/** chat.update is of tier 3: 50 a minute and a workspace (docs.slack.dev/apis/web-api/rate-limits). Some are left for the ends. */
export const intervals: Intervals = { least: 3000, urgent: 1000, most: 60_000, editsPerSecond: 0.75 };
