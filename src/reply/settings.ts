/** Every sentence about settings: what holds and by whose word, what was changed, who is kept out. */

import type { SettingView } from '../job/settings/settings.js';
import type { SettingSource } from '../job/settings/table.js';
import type { Block, SettingChange } from '../job/store.js';
import { sanitize } from './sanitize.js';

const sources = {
  server: 'set here',
  operator: "the operator's",
  default: 'the default',
} as const satisfies Readonly<Record<SettingSource, string>>;

const bounds = { most: 'at most', least: 'at least' } as const;

/** What holds, as one word or number; where nothing is set, what that means (`all`, `no limit`). */
export function describeValue({ value, row }: Pick<SettingView, 'value' | 'row'>): string {
  return value === null ? (row.unset ?? 'none') : sanitize(value);
}

/** `set here`, `the operator's`, `the default`. */
export function describeSource(source: SettingSource): string {
  return sources[source];
}

/** `at most 500`, `always on`; empty where a server may go as far as it likes. */
export function describeCeiling({ ceiling, row }: Pick<SettingView, 'ceiling' | 'row'>): string {
  if (ceiling === null) return '';
  // Why not "at most off": a flag that goes no further than one of two words is that word.
  if (row.type === 'flag') return `always ${ceiling.value}`;
  return `${bounds[ceiling.type]} ${ceiling.value}`;
}

/** `max-steps: 200 (set here, at most 500). Most steps at full size; who asks for more gets so many.` */
export function describeSetting(view: SettingView): string {
  const facts = [describeSource(view.source), describeCeiling(view)].filter((text) => text !== '');
  const help = view.row.help.charAt(0).toUpperCase() + view.row.help.slice(1);
  return `${view.name}: ${describeValue(view)} (${facts.join(', ')}). ${help}.`;
}

/** What was changed, e.g. `max-steps is 200 now; it was 300. The next picture goes by it.` */
export function describeChange({ name, old, new: now }: SettingChange): string {
  const before = old === null ? 'it was not set' : `it was ${sanitize(old)}`;
  const after = now === null ? 'is not set any more' : `is ${sanitize(now)} now`;
  return `${name} ${after}; ${before}. The next picture goes by it.`;
}

/** One line of the audit, without its time: `discord/7 changed max-steps from 300 to 200`. */
export function describeAudit({ name, old, new: now, by }: SettingChange): string {
  const word = (text: string | null) => (text === null ? 'nothing' : sanitize(text));
  return `${sanitize(by)} changed ${name} from ${word(old)} to ${word(now)}`;
}

/** `The user discord/7 is kept out (flood).` */
export function describeBlock({ kind, key, reason }: Pick<Block, 'kind' | 'key' | 'reason'>): string {
  const who = kind === 'user' ? 'The user' : 'The server';
  return `${who} ${sanitize(key)} is kept out${reason === '' ? '' : ` (${sanitize(reason)})`}.`;
}

/** Of a block that was lifted, or that there was none. */
export function describeUnblock(kind: Block['kind'], key: string, wasThere: boolean): string {
  const who = `${kind === 'user' ? 'The user' : 'The server'} ${sanitize(key)}`;
  return wasThere ? `${who} may ask for pictures again.` : `${who} was not kept out.`;
}
