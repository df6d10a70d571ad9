/** What holds where somebody is: what there is to choose from, how pictures are shown, what the server has set. */
import { StudioError } from '../errors.js';
import { isTooPublic } from '../job/age-restriction.js';
import { tenantKey } from '../job/job.js';
import { type NamedOwnStyle, nameOwnStyle, ownStyleCredit } from '../reply/naming.js';
import { creditPreset } from '../reply/present-styles.js';
import type { Preset } from '../request/presets.js';
import type { Studio } from '../studio.js';
import type { Conversation, StyleChoice } from './conversation.js';

const toChoice = (preset: Preset): StyleChoice => ({
  ...{ id: preset.id, title: preset.title, credit: creditPreset(preset) },
  picture: { type: 'preset', id: preset.id },
});

const toOwnChoice = (style: NamedOwnStyle): StyleChoice => ({
  ...{ id: style.id, title: nameOwnStyle(style), credit: ownStyleCredit },
  picture: { type: 'own-style', id: style.id },
});

export function createSurroundings(
  studio: Pick<Studio, 'styles' | 'ownStyles' | 'effective' | 'settings'>,
): Pick<Conversation, 'styles' | 'needsStyle' | 'manner' | 'settings'> {
  return {
    async styles(requester) {
      const own = await studio.ownStyles.list(requester);
      const taken = new Set(own.map(({ id }) => id));
      // Why: a preset that came later can have the name of a server's own, which is meant by it there.
      const presets = studio.styles().filter(({ id }) => !taken.has(id));
      return [...own.map(toOwnChoice), ...presets.map(toChoice)];
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
