/** Every limit, on every way in: asked for, by a button, tried again. What it says is its own. */
import { describe, expect, it } from 'vitest';
import { StudioError } from '../src/errors.js';
import type { Job, Requester } from '../src/job/job.js';
import type { SettingName } from '../src/job/settings/table.js';
import { describeError } from '../src/reply/errors.js';
import { describeNote } from '../src/reply/notes.js';
import type { Order } from '../src/request/order.js';
import { ada, openStudio, photo } from './studio-stage.js';

type Stage = Awaited<ReturnType<typeof openStudio>>;
const { signal } = new AbortController();
const values = { steps: '900', size: '1500' };
const submission = (requester: Requester) => ({
  ...{ requester, content: photo, address: null, values },
  styles: [{ picture: { preset: 'harvest' }, weight: 1 }],
});

/** A job of Ada's that was cancelled, from before the limit: what a button and a second try begin with. */
async function earlier({ studio }: Stage): Promise<string> {
  const { id } = await studio.submit(submission(ada), signal);
  await studio.cancel(id, ada);
  return id;
}

const paths: Readonly<Record<string, (stage: Stage, old: string, who: Requester) => Promise<Job>>> = {
  submit: ({ studio }, _, who) => studio.submit(submission(who), signal),
  button: ({ studio }, old, who) => studio.vary(old, who, { values }, null, signal),
  retry: ({ studio }, old, who) => studio.retry(old, who, signal),
};

interface Limit {
  readonly set: readonly (readonly [SettingName, string])[];
  readonly scope?: 'operator';
  /** Jobs that wait already when the limit is met. */
  readonly waiting?: number;
  readonly code: string;
  readonly says: RegExp;
}

const limits: Readonly<Record<string, Limit>> = {
  'allowed-channels': {
    set: [['allowed-channels', 'bots,paint']],
    code: 'channel-not-allowed',
    says: /bots, paint/,
  },
  'age-restricted': {
    set: [['age-restricted', 'on']],
    code: 'channel-not-age-restricted',
    says: /only in channels that are marked age-restricted\. Go to one of those, or .*Age-Restricted Channel/,
  },
  'allowed-roles': { set: [['allowed-roles', 'artist']], code: 'role-missing', says: /artist/ },
  daily: { set: [['daily', '1']], code: 'daily-limit', says: /today's 1 picture\b/ },
  cooldown: { set: [['cooldown', '90']], code: 'cooldown', says: /2 min.*2 min between/ },
  'user-waiting': { set: [['user-waiting', '1']], waiting: 1, code: 'queue-full', says: /^You have 1/ },
  'server-waiting': {
    set: [['server-waiting', '1']],
    waiting: 1,
    code: 'queue-full',
    says: /^This server's places/,
  },
  'all-waiting': {
    set: [['all-waiting', '1']],
    scope: 'operator',
    waiting: 1,
    code: 'queue-full',
    says: /^The queue is full: 1/,
  },
  'disk-reserve': {
    set: [['disk-reserve', '1000000']],
    scope: 'operator',
    code: 'storage-full',
    says: /no room/,
  },
};

describe.each(Object.entries(limits))('%s', (_, { set, scope, waiting = 0, code, says }) => {
  it.each(Object.entries(paths))('holds for a %s, and says so', async (_path, ask) => {
    const stage = await openStudio();
    const old = await earlier(stage);
    for (let k = 0; k < waiting; k++) await stage.studio.submit(submission(ada), signal);
    for (const [name, text] of set) await stage.set(name, text, scope ?? 'discord/guild');
    const before = await stage.database.jobs.list();
    const error = await ask(stage, old, ada).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(StudioError);
    expect(error).toMatchObject({ code });
    expect(describeError(error)).toMatch(says);
    expect(await stage.database.jobs.list()).toEqual(before);
    expect(stage.studio.overview().waiting.length).toBe(waiting);
  });
});

describe('corrections', () => {
  const last = (job: Job) => (job.order as unknown as Order).steps;

  it.each(Object.entries(paths))('of steps and size hold for a %s, and are told', async (path, ask) => {
    const stage = await openStudio();
    const old = await earlier(stage);
    await stage.set('max-steps', '30');
    await stage.set('max-size', '400');
    const job = await ask(stage, old, ada);
    expect(last(job)).toBe(30);
    expect(job.size).toBe(400);
    expect(job.work.at(-1)!.steps).toBe(30);
    const asked = path === 'retry' ? ['500 -> 30', '1024 -> 400'] : ['900 -> 30', '1500 -> 400'];
    const told = job.notes.map((note) => describeNote({ type: 'note', ...note }));
    expect(told.join('\n')).toMatch(new RegExp(`${asked[0]}.*\\n.*${asked[1]}`));
    expect(told.join('\n')).toContain("this server's maximum");
  });

  it.each(Object.entries(paths))('take back a %s no job that waits already', async (_, ask) => {
    const stage = await openStudio();
    const waits = await stage.studio.submit(submission(ada), signal);
    await stage.set('max-steps', '30');
    await ask(stage, await earlier(stage), ada);
    expect(last((await stage.database.jobs.get(waits.id))!)).toBe(500);
  });
});

describe('blocks', () => {
  it.each(Object.entries(paths))('of a user and of a server hold for a %s', async (_, ask) => {
    const stage = await openStudio();
    const old = await earlier(stage);
    const entry = { reason: 'spam', by: 'operator', at: Date.now() };
    await stage.settings.block({ ...entry, kind: 'user', key: 'discord/ada' });
    const refused = await ask(stage, old, ada).catch((thrown) => thrown);
    expect(describeError(refused)).toMatch(/blocked you \(spam\)/);
    await stage.settings.unblock('user', 'discord/ada');
    await stage.settings.block({ ...entry, kind: 'tenant', key: 'discord/guild' });
    const again = await ask(stage, old, ada).catch((thrown) => thrown);
    expect(describeError(again)).toMatch(/blocked this server \(spam\)/);
  });
});

describe('what a moderator may', () => {
  it('is to ask in every channel and without a role, not to pass the other limits', async () => {
    const stage = await openStudio();
    await stage.set('allowed-channels', 'elsewhere');
    await stage.set('allowed-roles', 'artist');
    const mod = { ...ada, user: 'mod', isModerator: true };
    await stage.studio.submit(submission(mod), signal);
    await stage.set('daily', '1');
    await expect(stage.studio.submit(submission(mod), signal)).rejects.toMatchObject({ code: 'daily-limit' });
  });
});
