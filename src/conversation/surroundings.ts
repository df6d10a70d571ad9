/** What holds where somebody is: what there is to choose from, how pictures are shown, what the server has set. */
import { StudioError } from '../errors.js';
import { isTooPublic } from '../job/age-restriction.js';
import { tenantKey } from '../job/job.js';
import { creditPreset } from '../reply/present-lists.js';
import type { Preset } from '../request/presets.js';
import type { Studio } from '../studio.js';
import type { Conversation, StyleChoice } from './conversation.js';

const toChoice = (preset: Preset): StyleChoice => ({
  ...{ id: preset.id, title: preset.title, credit: creditPreset(preset) },
  picture: { type: 'preset', id: preset.id },
});

export function createSurroundings(
  studio: Pick<Studio, 'styles' | 'effective' | 'settings'>,
): Pick<Conversation, 'styles' | 'needsStyle' | 'manner' | 'settings'> {
  return {
    async styles() {
      return studio.styles().map(toChoice);
    },

    needsStyle: async (requester) => (await studio.effective(requester))['default-preset'] === null,

    async manner(requester) {
      const settings = await studio.effective(requester);
      return { isSpoiler: settings.spoiler, isShown: !isTooPublic(requester, settings) };
    },

    async settings(requester) {
      if (!requester.isModerator) throw new StudioError('settings-forbidden', {});
      return studio.settings.view(tenantKey(requester));
    },
  };
}
