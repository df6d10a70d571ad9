/** `impasto settings`: what the operator decides for all servers or for one, and whom they keep out. */
import { StudioError } from '../errors.js';
import { doors } from '../job/job.js';
import { operatorScope, type Settings, type SettingView } from '../job/settings/settings.js';
import type { Block } from '../job/store.js';
import { sanitize } from '../reply/sanitize.js';
import {
  describeBlock,
  describeCeiling,
  describeChange,
  describeSetting,
  describeSource,
  describeUnblock,
  describeValue,
} from '../reply/settings.js';
import { type Io, writeJson } from './io.js';
import { formatTable } from './table.js';

export interface SettingsValues {
  readonly action: 'list' | 'get' | 'set' | 'unset' | 'audit' | 'block' | 'unblock' | 'blocks';
  /** A setting, or `user` or `server` for blocks. */
  readonly name: string | null;
  /** A setting's value as typed, or the key of who is blocked. */
  readonly value: string | null;
  /** A `tenantKey`; null = the operator's own, for all servers. */
  readonly server: string | null;
  readonly reason: string | null;
  readonly limit: number;
  readonly json: boolean;
}

export interface SettingsToolParts {
  readonly settings: Settings;
  readonly io: Pick<Io, 'stdout'>;
}

/** What is typed after an action. */
const places = {
  list: { name: false, value: false },
  get: { name: true, value: false },
  set: { name: true, value: true },
  unset: { name: true, value: false },
  audit: { name: false, value: false },
  block: { name: true, value: true },
  unblock: { name: true, value: true },
  blocks: { name: false, value: false },
} as const satisfies Readonly<Record<SettingsValues['action'], Readonly<Record<'name' | 'value', boolean>>>>;

const by = 'operator';

/** @throws StudioError 'option-missing', 'option-invalid', 'setting-unknown'. */
export async function changeSettings(values: SettingsValues, parts: SettingsToolParts): Promise<void> {
  const { action, server } = values;
  for (const place of ['name', 'value'] as const) checkPlace(place, values);
  if (server !== null) checkKey('server', server);
  await actions[action](values, parts, server ?? operatorScope);
}

function checkPlace(place: 'name' | 'value', values: SettingsValues): void {
  const isWanted = places[values.action][place];
  const given = values[place];
  if (isWanted && given === null) throw new StudioError('option-missing', { option: place });
  if (isWanted || given === null) return;
  throw new StudioError('option-invalid', {
    ...{ option: place, value: given, expected: `nothing with ${values.action}` },
  });
}

/** Whether a text can be a `tenantKey` or a `userKey`. */
function checkKey(option: string, key: string): void {
  const [door, ...id] = key.split('/');
  if (doors.some((known) => known === door) && id.join('/').trim() !== '') return;
  const expected = `a door and an id, as discord/123 (the doors are ${doors.join(', ')})`;
  throw new StudioError('option-invalid', { option, value: key, expected });
}

const kinds: Readonly<Record<string, Block['kind']>> = { user: 'user', server: 'tenant' };

function readBlock({ name, value }: SettingsValues): Pick<Block, 'kind' | 'key'> {
  const kind = Object.hasOwn(kinds, name!) ? kinds[name!] : undefined;
  if (kind === undefined) {
    throw new StudioError('option-invalid', { option: 'name', value: name!, expected: 'user or server' });
  }
  checkKey('value', value!);
  return { kind, key: value! };
}

const toJson = (scope: string, { name, value, source, ceiling, row }: SettingView) => ({
  ...{ scope, name, value, source, ceiling, help: row.help },
});

const time = (at: number) => new Date(at).toISOString();

type Action = (values: SettingsValues, parts: SettingsToolParts, scope: string) => Promise<void>;

const change =
  (textOf: (values: SettingsValues) => string | null): Action =>
  async (values, { settings, io }, scope) => {
    const changed = await settings.change({ scope, name: values.name!, text: textOf(values), by });
    if (values.json) writeJson(io, changed);
    else io.stdout(`${describeChange(changed)}\n`);
  };

const actions: Readonly<Record<SettingsValues['action'], Action>> = {
  async list({ json }, { settings, io }, scope) {
    const views = await settings.view(scope);
    if (json) for (const view of views) writeJson(io, toJson(scope, view));
    else {
      const rows = views.map((view) => [
        ...[view.name, describeValue(view), describeSource(view.source), describeCeiling(view)],
        view.row.help,
      ]);
      io.stdout(formatTable(['setting', 'value', 'from', 'limit', 'what it is'], rows));
    }
  },

  async get({ name: typed, json }, { settings, io }, scope) {
    const views = await settings.view(scope);
    const view = views.find(({ name }) => name === typed!.trim().toLowerCase());
    if (view === undefined) {
      throw new StudioError('setting-unknown', { setting: typed!, known: views.map(({ name }) => name) });
    }
    if (json) writeJson(io, toJson(scope, view));
    else io.stdout(`${describeSetting(view)}\n`);
  },

  set: change(({ value }) => value),
  unset: change(() => null),

  async audit({ limit, json }, { settings, io }, scope) {
    const changes = await settings.audit(scope, limit);
    if (json) for (const changed of changes) writeJson(io, changed);
    else {
      const rows = changes.map(({ name, old, new: now, by: who, at }) => [
        ...[time(at), sanitize(who), name, sanitize(old ?? ''), sanitize(now ?? '')],
      ]);
      io.stdout(formatTable(['when', 'who', 'setting', 'from', 'to'], rows));
    }
  },

  async block(values, { settings, io }) {
    const block = await settings.block({ ...readBlock(values), reason: values.reason ?? '', by });
    if (values.json) writeJson(io, block);
    else io.stdout(`${describeBlock(block)}\n`);
  },

  async unblock(values, { settings, io }) {
    const { kind, key } = readBlock(values);
    const wasThere = await settings.unblock(kind, key);
    if (values.json) writeJson(io, { kind, key, wasThere });
    else io.stdout(`${describeUnblock(kind, key, wasThere)}\n`);
  },

  async blocks({ json }, { settings, io }) {
    const blocks = await settings.blocks();
    if (json) for (const block of blocks) writeJson(io, block);
    else {
      const rows = blocks.map(({ kind, key, reason, by: who, at }) => [
        ...[kind === 'user' ? 'user' : 'server', sanitize(key), sanitize(reason), sanitize(who), time(at)],
      ]);
      io.stdout(formatTable(['kind', 'who', 'why', 'by', 'since'], rows));
    }
  },
};
