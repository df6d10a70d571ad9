/** SettingStore in memory, with the same answers as the one on disk. */
import type { Block, SettingChange, SettingStore } from '../../src/job/store.js';

export interface MemorySettings extends SettingStore {
  /** Puts a text there as another version of the program would, unchecked. */
  put(scope: string, name: string, text: string): void;
}

export function createMemorySettings(): MemorySettings {
  const scopes = new Map<string, Map<string, string>>();
  const changes: SettingChange[] = [];
  const blocks = new Map<string, Block>();
  const open = (scope: string) => {
    const found = scopes.get(scope) ?? new Map<string, string>();
    scopes.set(scope, found);
    return found;
  };
  return {
    put: (scope, name, text) => void open(scope).set(name, text),
    read: async (scope) => Object.fromEntries(open(scope)),
    async write(wanted) {
      const texts = open(wanted.scope);
      const change: SettingChange = { ...wanted, old: texts.get(wanted.name) ?? null };
      if (wanted.new === null) texts.delete(wanted.name);
      else texts.set(wanted.name, wanted.new);
      changes.unshift(change);
      return change;
    },
    audit: async (scope, limit) => changes.filter((change) => change.scope === scope).slice(0, limit),
    blocks: async () => [...blocks.values()],
    block: async (block) => void blocks.set(`${block.kind} ${block.key}`, block),
    unblock: async (kind, key) => blocks.delete(`${kind} ${key}`),
  };
}
