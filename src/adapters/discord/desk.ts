/** What the handlers of interactions are handed: everything behind them. */
import type { Conversation } from '../../conversation/conversation.js';
import type { JobClock } from '../../job/clock.js';
import type { Log } from '../../log.js';
import type { Download } from '../../request/download.js';
import type { Studio } from '../../studio.js';
import type { LiveMessages } from '../chat/live.js';
import type { DiscordApi } from './api.js';
import type { Render } from './render.js';

export interface Desk {
  readonly studio: Pick<Studio, 'job' | 'unfinished' | 'history' | 'recipes'>;
  readonly conversation: Conversation;
  readonly api: DiscordApi;
  readonly live: LiveMessages;
  readonly render: Render;
  /** Fetches attachments from Discord's hosts alone. */
  readonly download: Download;
  readonly clock: JobClock;
  /** 0 up to, but without, 1: for the names of waiting requests. */
  readonly random: () => number;
  readonly log: Log;
  /** Aborted when the door closes. */
  readonly closing: AbortSignal;
}
