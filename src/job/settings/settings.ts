/** Settings of servers under those of the operator, with who changed what, and whom the operator keeps out. */
import { StudioError } from '../../errors.js';
import type { Block, SettingChange, SettingStore } from '../store.js';
import {
  type CeilingBound,
  ceilingOf,
  isBeyond,
  type KnownNames,
  parseSetting,
  resolve,
  resolveAll,
  rowOf,
  toText,
} from './resolve.js';
import {
  type EffectiveSettings,
  isSettingName,
  type SettingName,
  type SettingRow,
  type SettingSource,
  settingNames,
} from './table.js';

/** The scope whose values stand for all servers. Every other one is a `tenantKey`. */
export const operatorScope = 'operator';

/** A setting as it is shown. */
export interface SettingView {
  readonly name: SettingName;
  /** What holds now, as text; null = see `row.unset`. */
  readonly value: string | null;
  readonly source: SettingSource;
  /** How far a server may go; null = as far as the row's own bounds. Always null for the operator. */
  readonly ceiling: CeilingBound | null;
  /** Type, bounds and help. */
  readonly row: SettingRow;
}

export interface WantedChange {
  /** A `tenantKey`, or `operator`. */
  readonly scope: string;
  readonly name: string;
  /** As typed; null takes the scope's own value away. */
  readonly text: string | null;
  /** A `userKey`, or `operator`. */
  readonly by: string;
}

export interface SettingsParts extends KnownNames {
  readonly store: SettingStore;
  readonly clock: { readonly wall: () => number };
}

/** Asks nobody's rights: whoever calls has seen that it is a moderator, or the operator. */
export interface Settings {
  /** What holds for a server's jobs from now on. Of the scope `operator`: what holds where a server says nothing. */
  effective(scope: string): Promise<EffectiveSettings>;
  /** The settings that a scope has, in the table's order: a server has none that are the operator's alone. */
  view(scope: string): Promise<readonly SettingView[]>;
  /**
   * Sets or unsets; audited, and in force for the next job.
   * @throws StudioError 'setting-unknown', 'option-invalid', 'setting-ceiling'.
   */
  change(wanted: WantedChange): Promise<SettingChange>;
  /** The newest changes of a scope first. @param limit 1 or more. */
  audit(scope: string, limit: number): Promise<readonly SettingChange[]>;
  blocks(): Promise<readonly Block[]>;
  /** Keeps a user or a tenant out. @returns the block, with its time. */
  block(wanted: Omit<Block, 'at'>): Promise<Block>;
  /** False where there was none. */
  unblock(kind: Block['kind'], key: string): Promise<boolean>;
}

/**
 * Reads the store at every question, so that a change by another process counts at once: both scopes and the whole
 * table take less than a tenth of a millisecond.
 */
export function createSettings({ store, clock, ...known }: SettingsParts): Settings {
  const readTexts = async (scope: string) => ({
    operator: await store.read(operatorScope),
    server: scope === operatorScope ? null : await store.read(scope),
  });

  const namesOf = (scope: string) =>
    settingNames.filter((name) => scope === operatorScope || rowOf(name).ceiling !== 'operator');

  const find = (scope: string, typed: string): SettingName => {
    const name = typed.trim().toLowerCase();
    const own = namesOf(scope);
    if (isSettingName(name) && own.includes(name)) return name;
    throw new StudioError('setting-unknown', { setting: typed, known: own });
  };

  return {
    async effective(scope) {
      const { server, operator } = await readTexts(scope);
      return resolveAll(server, operator, known);
    },

    async view(scope) {
      const { server, operator } = await readTexts(scope);
      return namesOf(scope).map((name) => {
        const row = rowOf(name);
        const { value, source, operator: bound } = resolve(name, server, operator, known);
        const ceiling = server === null ? null : ceilingOf(name, bound);
        return { name, value: toText(value), source, ceiling, row };
      });
    },

    async change({ scope, name: typed, text, by }) {
      const name = find(scope, typed);
      const change = { scope, name, by, at: clock.wall() };
      if (text === null) return store.write({ ...change, new: null });
      const value = parseSetting(name, text, known);
      if (scope !== operatorScope) {
        const { operator } = resolve(name, null, await store.read(operatorScope), known);
        if (isBeyond(name, value, operator)) {
          throw new StudioError('setting-ceiling', {
            setting: name,
            value: toText(value)!,
            ceiling: toText(operator)!,
          });
        }
      }
      return store.write({ ...change, new: toText(value) });
    },

    audit: (scope, limit) => store.audit(scope, limit),
    blocks: () => store.blocks(),

    async block(wanted) {
      const block = { ...wanted, at: clock.wall() };
      await store.block(block);
      return block;
    },

    unblock: (kind, key) => store.unblock(kind, key),
  };
}
