import { expect, it } from 'vitest';
import type { Forgotten, Stored } from '../../src/job/privacy.js';
import { describeForgotten, describePolicy, describeStored } from '../../src/reply/privacy.js';

const hour = 3600_000;
const day = 24 * hour;
const now = 1000 * day;
const nothing: Stored = {
  jobs: { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0, expired: 0 },
  ...{ ownStyles: 0, inputBytes: 0, resultBytes: 0, oldestAt: null, retentionDays: { least: 30, most: 30 } },
};

it('says for how long pictures are kept', () => {
  const first = (least: number, most: number) => describePolicy({ least, most })[0];
  expect(first(30, 30)).toMatch(/are kept for 30 days, then deleted/);
  expect(first(1, 1)).toMatch(/are kept for 1 day, then/);
  expect(first(7, 30)).toMatch(/are kept for 7 to 30 days, then/);
  expect(first(0, 30)).toMatch(/are kept for up to 30 days, then/);
  expect(first(0, 0)).toMatch(/are kept until they are delivered, and an hour at least, then/);
});

it('says what is stored of a person', () => {
  expect(describeStored(nothing, now)).toBe('Nothing of yours is stored.');
  expect(describeStored({ ...nothing, oldestAt: 1 }, now)).toBe(
    'No picture of yours is stored, only that you asked.',
  );
  const one = { ...nothing, jobs: { ...nothing.jobs, done: 1 }, inputBytes: 2 ** 20, resultBytes: 2 ** 19 };
  expect(describeStored({ ...one, oldestAt: now - 3 * hour }, now)).toBe(
    '1 picture of yours is stored: 1.0 MiB that you sent, 0.5 MiB painted. The oldest is from 3 h ago.',
  );
  const several = { ...one, jobs: { ...one.jobs, queued: 1, running: 1 }, oldestAt: now - 10 * day };
  expect(describeStored(several, now)).toMatch(
    /^3 pictures of yours are stored, 2 of them not done yet: .* from 10 days ago\.$/,
  );
  expect(describeStored({ ...nothing, ownStyles: 1 }, now)).toMatch(
    /^1 style that you added to servers is stored: /,
  );
  expect(describeStored({ ...one, ownStyles: 2 }, now)).toMatch(
    /^1 picture of yours and 2 styles that you added to servers are stored: /,
  );
});

it('says what was deleted, what follows and what remains until when', () => {
  const gone: Forgotten = { jobs: 2, ownStyles: 0, bytes: 2 ** 21, stopping: [], remainsUntil: now + day };
  expect(describeForgotten(gone, now)).toMatch(/^2 pictures deleted, 2\.0 MiB\. .* for 24 h at most\./);
  expect(describeForgotten({ ...gone, jobs: 0, bytes: 0 }, now)).toMatch(/^There was nothing to delete\./);
  expect(describeForgotten({ ...gone, ownStyles: 3 }, now)).toMatch(
    /^2 pictures and 3 styles that you had added to servers deleted, 2\.0 MiB\./,
  );
  expect(describeForgotten({ ...gone, jobs: 0, ownStyles: 1 }, now)).toMatch(
    /^1 style that you had added to servers deleted/,
  );
  expect(describeForgotten({ ...gone, stopping: ['rokadimu'] }, now)).toMatch(
    / 1 still being stopped \(rokadimu\): ask again in a minute to delete it as well\. /,
  );
});
