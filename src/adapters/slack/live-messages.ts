/** The messages of all jobs that wait and are painted: those of one workspace share its limits. */

import type { JobClock } from '../../job/clock.js';
import type { LiveMessages } from '../chat/live.js';
import type { Frame, LiveMessageParts } from '../chat/live-message.js';
import { createLiveMessages } from '../chat/live-messages.js';
import { readAddress } from './address.js';
import { createEditor, type EditorParts } from './editor.js';
import { intervals } from './intervals.js';
import type { Payload } from './payload.js';
import type { Render } from './render.js';

export interface SlackLiveParts extends Omit<EditorParts, 'clock'> {
  readonly conversation: LiveMessageParts<Payload>['conversation'];
  readonly isSame: LiveMessageParts<Payload>['isSame'];
  readonly clock: JobClock;
  readonly render: Render;
}

export function createSlackLive(parts: SlackLiveParts): LiveMessages {
  const { render, conversation, isSame, clock, log } = parts;
  const byTeam = new Map<string, LiveMessages>();
  let isOpen = true;

  const open = () =>
    createLiveMessages<Payload>({
      ...{ conversation, isSame, clock, log, intervals },
      createEditor: (job) => createEditor(job, parts),
      draw: (reply, frame: Frame) => render(reply, frame),
    });

  return {
    show(job) {
      if (!isOpen || job.address === null) return;
      const { team } = readAddress(job.address);
      const messages = byTeam.get(team) ?? open();
      byTeam.set(team, messages);
      messages.show(job);
    },
    async finish(job) {
      await Promise.all([...byTeam.values()].map((messages) => messages.finish(job)));
    },
    async close() {
      isOpen = false;
      await Promise.all([...byTeam.values()].map((messages) => messages.close()));
    },
  };
}
