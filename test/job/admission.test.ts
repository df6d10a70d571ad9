import { describe, expect, it } from 'vitest';
import { type Applicant, checkAdmission, dayStartOf } from '../../src/job/admission.js';
import type { Requester } from '../../src/job/job.js';
import { defaultSettings, type SettingValues } from '../../src/job/settings/table.js';
import type { Census } from '../../src/job/store.js';

const now = Date.UTC(2026, 4, 17, 18, 30);
const dayStart = Date.UTC(2026, 4, 17);
const hour = 3600_000;

const nobody: Census = {
  ...{ waiting: { all: 0, tenant: 0, user: 0 }, running: 0, today: 0, lastAt: null, block: null },
};
const ann: Requester = {
  ...{ door: 'discord', tenant: '1', user: '2', channel: '3', roles: ['4'], isModerator: false },
};

function check(
  settings: Partial<SettingValues>,
  census: Partial<Census> = {},
  requester: Partial<Requester> = {},
  times: Partial<Pick<Applicant, 'now' | 'dayStart'>> = {},
) {
  checkAdmission({
    census: { ...nobody, ...census },
    requester: { ...ann, ...requester },
    settings: { ...defaultSettings, ...settings },
    ...{ now, dayStart, ...times },
  });
}

const refusal = (code: string, context: object) => expect.objectContaining({ code, context });
const block = { kind: 'user', key: 'discord/2', reason: 'spam', by: 'operator', at: 0 } as const;
const waiting = (user: number, tenant = user, all = tenant) => ({ waiting: { user, tenant, all } });

describe('checkAdmission', () => {
  it('lets everybody in while nothing speaks against it', () => {
    expect(() => check({}, { today: 1000, lastAt: now, running: 9 })).not.toThrow();
    expect(() => check({}, waiting(4, 49, 499))).not.toThrow();
  });

  it('keeps out whom the operator has blocked, moderators too', () => {
    const blocked = refusal('blocked', { kind: 'user', reason: 'spam' });
    expect(() => check({}, { block }, { isModerator: true })).toThrow(blocked);
  });

  it('knows the allowed channels; not for moderators, nor where there are no channels', () => {
    const limits = { 'allowed-channels': ['7', '8'] };
    expect(() => check(limits)).toThrow(refusal('channel-not-allowed', { channels: ['7', '8'] }));
    expect(() => check(limits, {}, { channel: '8' })).not.toThrow();
    expect(() => check(limits, {}, { isModerator: true })).not.toThrow();
    expect(() => check(limits, {}, { channel: null })).not.toThrow();
  });

  it('may want channels marked age-restricted: of moderators too, where there are channels with such marks', () => {
    const limits = { 'age-restricted': true };
    const refused = refusal('channel-not-age-restricted', {});
    expect(() => check(limits)).toThrow(refused);
    expect(() => check(limits, {}, { isAgeRestricted: false })).toThrow(refused);
    expect(() => check(limits, {}, { isModerator: true })).toThrow(refused);
    expect(() => check(limits, {}, { isAgeRestricted: true })).not.toThrow();
    expect(() => check(limits, {}, { channel: null })).not.toThrow();
    expect(() => check(limits, {}, { door: 'slack' })).not.toThrow();
    expect(() => check({}, {}, { isAgeRestricted: false })).not.toThrow();
  });

  it('knows the allowed roles; not for moderators, nor on the page, which has none', () => {
    const limits = { 'allowed-roles': ['5', '6'] };
    expect(() => check(limits)).toThrow(refusal('role-missing', { roles: ['5', '6'] }));
    expect(() => check(limits, {}, { roles: [], channel: null })).toThrow(/role-missing/);
    expect(() => check(limits, {}, { roles: ['4', '6'] })).not.toThrow();
    expect(() => check(limits, {}, { isModerator: true })).not.toThrow();
    expect(() => check(limits, {}, { door: 'page', roles: [] })).not.toThrow();
  });

  it('waits between two pictures, to the millisecond', () => {
    const limits = { cooldown: 60 };
    expect(() => check(limits, { lastAt: now - 59_999 })).toThrow(
      refusal('cooldown', { seconds: 0.001, limit: 60 }),
    );
    expect(() => check(limits, { lastAt: now })).toThrow(refusal('cooldown', { seconds: 60, limit: 60 }));
    expect(() => check(limits, { lastAt: now - 60_000 })).not.toThrow();
    expect(() => check(limits, { lastAt: now }, { isModerator: true })).toThrow(/cooldown/);
  });

  it('locks nobody out for longer than the cooldown, whatever the clock does', () => {
    const limits = { cooldown: 60 };
    const passes = (at: number) => {
      try {
        check(limits, { lastAt: now }, {}, { now: at });
        return true;
      } catch {
        // Why swallowed: only whether it is refused matters here.
        return false;
      }
    };
    // The clock is set back at the very moment of the picture; from there it goes on as usual.
    for (const setBack of [0, 1, 30_000, 60_000, hour, 10 * 365 * 24 * hour]) {
      const seconds = Array.from({ length: 600 }, (_, second) => second);
      const tries = seconds.map((second) => (passes(now - setBack + second * 1000) ? ' ' : 'x'));
      const stretches = tries.join('').split(' ');
      expect(Math.max(...stretches.map(({ length }) => length)), String(setBack)).toBeLessThanOrEqual(60);
    }
    expect(() => check(limits, { lastAt: now + 1 })).not.toThrow();
    expect(() => check(limits, { lastAt: now + 10 * 365 * 24 * hour })).not.toThrow();
  });

  it("counts the day's pictures, and says when the next day begins", () => {
    const limits = { daily: 10 };
    expect(() => check(limits, { today: 9 })).not.toThrow();
    expect(() => check(limits, { today: 10 })).toThrow(
      refusal('daily-limit', { limit: 10, resetsInSeconds: 5.5 * 3600 }),
    );
    const night = { now: dayStart + 30 * hour };
    expect(() => check(limits, { today: 10 }, {}, night)).toThrow(
      refusal('daily-limit', { limit: 10, resetsInSeconds: 0 }),
    );
  });

  it('has so many places for a person, a server and all', () => {
    const full = (scope: string, limit: number) => refusal('queue-full', { scope, limit });
    expect(() => check({}, waiting(5))).toThrow(full('user', 5));
    expect(() => check({}, waiting(0, 50))).toThrow(full('server', 50));
    expect(() => check({}, waiting(0, 0, 500))).toThrow(full('all', 500));
    expect(() => check({}, waiting(9, 99, 999))).toThrow(full('user', 5));
    expect(() => check({ 'user-waiting': 10 }, waiting(9))).not.toThrow();
  });

  it('tells the first of several reasons', () => {
    const limits: Partial<SettingValues> = {
      ...{ 'allowed-channels': ['7'], 'allowed-roles': ['7'], cooldown: 60, daily: 1 },
    };
    const census = { ...waiting(9, 99, 999), today: 1, lastAt: now };
    const codes: string[] = [];
    const steps: [Partial<SettingValues>, Partial<Census>][] = [
      [limits, { ...census, block }],
      [limits, census],
      [{ ...limits, 'allowed-channels': null }, census],
      [{ cooldown: 60, daily: 1 }, census],
      [{ daily: 1 }, census],
      [{}, census],
    ];
    for (const [settings, present] of steps) {
      try {
        check(settings, present);
      } catch (error) {
        codes.push((error as { code: string }).code);
      }
    }
    expect(codes).toEqual([
      ...['blocked', 'channel-not-allowed', 'role-missing', 'cooldown', 'daily-limit', 'queue-full'],
    ]);
  });
});

describe('dayStartOf', () => {
  it('is midnight, UTC', () => {
    expect(dayStartOf(now)).toBe(dayStart);
    expect(dayStartOf(dayStart)).toBe(dayStart);
    expect(dayStartOf(dayStart - 1)).toBe(dayStart - 24 * hour);
    expect(dayStartOf(-1)).toBe(-24 * hour);
  });
});
