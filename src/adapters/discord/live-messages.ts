/** The messages of all jobs that wait and are painted. */
import type { JobClock } from '../../job/clock.js';
import type { LiveMessages } from '../chat/live.js';
import type { LiveMessageParts } from '../chat/live-message.js';
import { createLiveMessages } from '../chat/live-messages.js';
import { createEditor, type EditorParts } from './editor.js';
import { intervals } from './intervals.js';
import type { Payload } from './payload.js';
import type { Render } from './render.js';
import { isSame } from './same-payload.js';

export interface DiscordLiveParts extends EditorParts {
  readonly conversation: LiveMessageParts<Payload>['conversation'];
  readonly render: Render;
  readonly clock: JobClock;
}

export function createDiscordLive(parts: DiscordLiveParts): LiveMessages {
  const { conversation, render, clock, log } = parts;
  return createLiveMessages<Payload>({
    ...{ conversation, clock, log, intervals, isSame, draw: render },
    createEditor: (job) => createEditor(job, parts),
  });
}
