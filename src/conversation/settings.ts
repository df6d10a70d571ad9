/** `/settings`: a server's own, for its moderators. */
import type { serverSettingsOptions } from '../../commands/settings.js';
import { StudioError } from '../errors.js';
import { type Requester, tenantKey, userKey } from '../job/job.js';
import type { Settings, SettingView } from '../job/settings/settings.js';
import { presentAudit, presentChange, presentSettings } from '../reply/present-settings.js';
import type { Reply } from '../reply/reply.js';
import type { ValuesOf } from '../request/option.js';

type Values = ValuesOf<typeof serverSettingsOptions>;

/** Changes that are listed: as many as a chat's message holds. */
const auditLength = 20;

/** @throws StudioError 'option-missing'. */
function need(option: 'name' | 'value', value: string | null): string {
  if (value === null) throw new StudioError('option-missing', { option });
  return value;
}

/** All of them, or the one of a name. @throws StudioError 'setting-unknown'. */
function choose(views: readonly SettingView[], typed: string | null): readonly SettingView[] {
  if (typed === null) return views;
  const chosen = views.filter(({ name }) => name === typed.trim().toLowerCase());
  if (chosen.length > 0) return chosen;
  throw new StudioError('setting-unknown', { setting: typed, known: views.map(({ name }) => name) });
}

type Act = (settings: Settings, values: Values, scope: string, by: string) => Promise<Reply>;

const acts = {
  list: async (settings, { name }, scope) => presentSettings(choose(await settings.view(scope), name)),
  set: async (settings, values, scope, by) => {
    const [name, value] = [need('name', values.name), need('value', values.value)];
    return presentChange(await settings.change({ scope, name, text: value, by }));
  },
  unset: async (settings, values, scope, by) =>
    presentChange(await settings.change({ scope, name: need('name', values.name), text: null, by })),
  audit: async (settings, _, scope) => presentAudit(await settings.audit(scope, auditLength)),
} as const satisfies Readonly<Record<Values['action'], Act>>;

/** @throws StudioError 'settings-forbidden' for who is no moderator, and what the settings throw. */
export async function answerSettings(
  settings: Settings,
  values: Values,
  requester: Requester,
): Promise<Reply> {
  if (!requester.isModerator) throw new StudioError('settings-forbidden', {});
  return acts[values.action](settings, values, tenantKey(requester), userKey(requester));
}
