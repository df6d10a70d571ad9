/** For every row of the table: how its limit shows. A row without one is a type error here. */
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/errors.js';
import { checkAdmission, dayStartOf } from '../../../src/job/admission.js';
import { correct } from '../../../src/job/correct.js';
import {
  type EffectiveSettings,
  type SettingName,
  settingNames,
  settingTable,
} from '../../../src/job/settings/table.js';
import type { Census } from '../../../src/job/store.js';
import { describeError } from '../../../src/reply/errors.js';
import { describeNote } from '../../../src/reply/notes.js';
import { mebibyte, openBench } from '../sweep-bench.js';

const server = 'discord/guild';

/** What is refused or told, as the person reads it; or what is handed to those who go by it. */
type Shown = { readonly says: RegExp } | { readonly value: EffectiveSettings[SettingName] };

interface Case {
  /** As typed. */
  readonly text: string;
  /** Where the operator has said `text`, what a server may not have; absent where it may have anything. */
  readonly beyond?: string;
  readonly shows: Shown;
  /** What meets the limit. @default nothing: the value is handed on */
  readonly meet?: (settings: EffectiveSettings, bench: Bench) => unknown;
}

type Bench = Awaited<ReturnType<typeof openBench>>;

const now = Date.UTC(2026, 0, 31, 12);
const nobody: Census = {
  ...{ waiting: { all: 0, tenant: 0, user: 0 }, running: 0, today: 0, lastAt: null, block: null },
};

/** Asks to be let in. */
const admitted = (census: Partial<Census>) => (settings: EffectiveSettings) =>
  checkAdmission({
    ...{ census: { ...nobody, ...census }, settings, now, dayStart: dayStartOf(now) },
    requester: { door: 'discord', tenant: 'guild', user: 'ada', channel: '1', roles: [], isModerator: false },
  });

/** Asks for more than there is. */
const corrected = (asked: { steps: number | null; size: number | null }) => (settings: EffectiveSettings) =>
  correct({ ...asked, ownSteps: 20, ownSize: 512 }, settings)
    .notes.map((note) => describeNote({ type: 'note', ...note }))
    .join(' ');

/** Two MiB are stored, and cannot be let go; a thousand are free on the disk. */
async function stored(_: EffectiveSettings, { add, sweeper }: Bench) {
  await add({ bytes: 2 * mebibyte, isOwed: true });
  await sweeper.checkRoom();
}

const cases: Readonly<Record<SettingName, Case>> = {
  'default-steps': {
    ...{ text: '40', meet: (settings) => correct({ ...own, steps: null }, settings).steps },
    shows: { value: 40 },
  },
  'max-steps': {
    ...{ text: '100', beyond: '101', meet: corrected({ steps: 900, size: null }) },
    shows: { says: /^Steps 900 -> 100, this server's maximum\.$/ },
  },
  'max-size': {
    ...{ text: '600', beyond: '601', meet: corrected({ steps: null, size: 1500 }) },
    shows: { says: /^Size 1500 -> 600, this server's maximum\.$/ },
  },
  'default-recipe': { text: 'gatys', shows: { value: 'gatys' } },
  'default-preset': { text: 'harvest', shows: { value: 'harvest' } },
  'default-strength': { text: '62.5', shows: { value: 62.5 } },
  'allowed-channels': {
    ...{ text: '<#7>, 8', meet: admitted({}) },
    shows: { says: /^Pictures are not painted in this channel\. Go to one of these: 7, 8\.$/ },
  },
  'allowed-roles': {
    ...{ text: 'artist', meet: admitted({}), shows: { says: /^You need one of these roles here: artist\./ } },
  },
  'user-running': { text: '1', beyond: '2', shows: { value: 1 } },
  'user-waiting': {
    ...{ text: '3', beyond: '4', meet: admitted({ waiting: { user: 3, tenant: 3, all: 3 } }) },
    shows: { says: /^You have 3 waiting already/ },
  },
  'server-waiting': {
    ...{ text: '3', beyond: '4', meet: admitted({ waiting: { user: 0, tenant: 3, all: 3 } }) },
    shows: { says: /^This server's places in the queue are taken: 3 / },
  },
  'all-waiting': {
    ...{ text: '3', beyond: '3', meet: admitted({ waiting: { user: 0, tenant: 0, all: 3 } }) },
    shows: { says: /^The queue is full: 3 pictures are waiting\./ },
  },
  daily: {
    ...{ text: '10', beyond: '11', meet: admitted({ today: 10 }) },
    shows: { says: /^You have used today's 10 pictures here\. The next day begins in 12 h\.$/ },
  },
  cooldown: {
    ...{ text: '60', beyond: '59.5', meet: admitted({ lastAt: now - 20_000 }) },
    shows: { says: /^Please wait another 40 s: there are 1 min between two pictures here\.$/ },
  },
  previews: { text: 'off', beyond: 'on', shows: { value: false } },
  'preview-interval': { text: '10', beyond: '9', shows: { value: 10 } },
  'age-restricted': {
    ...{ text: 'on', beyond: 'off', meet: admitted({}) },
    shows: { says: /^Pictures are painted here only in channels that are marked age-restricted\. / },
  },
  'own-styles': { text: '3', beyond: '4', shows: { value: 3 } },
  'own-styles-by': { text: 'everyone', shows: { value: 'everyone' } },
  spoiler: { text: 'on', beyond: 'off', shows: { value: true } },
  retention: {
    ...{ text: '7', beyond: '8', shows: { value: 7 } },
    meet: async (_, { privacy }) => (await privacy.describe('discord/ada', server)).retentionDays.most,
  },
  'max-wait': { text: '60', beyond: '60', shows: { value: 60 } },
  'max-render': { text: '10', beyond: '11', shows: { value: 10 } },
  'disk-quota': {
    ...{ text: '1', beyond: '1', meet: stored },
    shows: { says: /^There is no room to keep another picture: the quota of 1 MiB is used up\./ },
  },
  'disk-reserve': {
    ...{ text: '1001', beyond: '1001', meet: stored },
    shows: { says: /^There is no room .*: less than 1001 MiB are free on the disk\./ },
  },
};

const own = { size: null, ownSteps: 20, ownSize: 512 };

/** The sentence of what was thrown, or what came of it. */
async function outcome(act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StudioError) return describeError(error);
    throw error;
  }
}

describe.each(settingNames)('%s', (name) => {
  const { text, beyond, shows, meet = (settings) => settings[name] } = cases[name];
  const { ceiling } = settingTable[name];
  const change = ({ settings }: Bench, scope: string, value: string) =>
    outcome(() => settings.change({ scope, name, text: value, by: 'discord/mod' }));

  it('shows where it is set, and not where it is not', async () => {
    const bench = await openBench();
    const ask = async () => outcome(async () => meet(await bench.settings.effective(server), bench));
    const scope = ceiling === 'operator' ? 'operator' : server;
    const before = await ask();
    if ('says' in shows) expect(before ?? '').not.toMatch(shows.says);
    else expect(before).not.toEqual(shows.value);
    await bench.settings.change({ scope, name, text, by: 'discord/mod' });
    if ('says' in shows) expect(await ask()).toMatch(shows.says);
    else expect(await ask()).toEqual(shows.value);
  });

  it('keeps a server within what the operator allows', async () => {
    const bench = await openBench();
    await change(bench, 'operator', text);
    expect((await bench.settings.effective(server)).sources[name]).toBe('operator');
    if (ceiling === 'operator') {
      expect(await change(bench, server, beyond!)).toMatch(/^There is no setting /);
      return;
    }
    const { row } = (await bench.settings.view(server)).find((view) => view.name === name)!;
    expect(row).toBe(settingTable[name]);
    if (ceiling === 'free') {
      expect(beyond).toBeUndefined();
      expect(await change(bench, server, text)).toMatchObject({ scope: server });
      return;
    }
    expect(await change(bench, server, beyond!)).toMatch(
      new RegExp(`^${name}: .* is beyond what the operator allows; go no further than ${text}\\.$`),
    );
    expect(await change(bench, server, text)).toMatchObject({ new: text });
  });
});
