import { describe, expect, it, test } from 'vitest';
import { type Job, jobStates } from '../../src/job/job.js';
import {
  describeCancelling,
  describeEta,
  describeJob,
  describeJobNote,
  describePosition,
  describeQueue,
  describeState,
  describeStep,
} from '../../src/reply/jobs.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';

const fresh = await createMemoryStore().admit(draft(), 0, 0, () => {});
const job = (change: Partial<Job>): Job => ({ ...fresh, id: 'rokadimu', ...change });
const result: NonNullable<Job['result']> = {
  blob: 'ab'.repeat(32),
  format: 'png',
  width: 512,
  height: 384,
  bytes: 300_000,
  steps: 24,
  seconds: 34.2,
  peakRssMiB: 900,
  curve: [],
  recipe: {},
  device: 'cpu',
};

test('every state has words of its own', () => {
  expect(new Set(jobStates.map(describeState)).size).toBe(jobStates.length);
});

test.each([
  [0, 'Next in line'],
  [2, '2 ahead of you'],
])('position %s', (position, sentence) => {
  expect(describePosition(position)).toBe(sentence);
});

test.each([
  [20, 'done in about 20 s'],
  [170, 'done in about 3 min'],
  [7300, 'done in about 2 h 2 min'],
  [null, null],
])('%s s to go', (seconds, sentence) => {
  expect(describeEta(seconds)).toBe(sentence);
});

test('progress and queue', () => {
  expect(describeStep(12, 24)).toBe('Step 12 of 24');
  expect(describeQueue({ queued: 4, running: 2 })).toBe('4 waiting, 2 being painted');
  expect(describeQueue({ queued: 0, running: 1 })).toBe('Nobody waiting, 1 being painted');
  expect(describeQueue({ queued: 0, running: 0 })).toBe('Nobody waits; a new picture begins at once');
});

describe('what became of a job', () => {
  it.each<[Partial<Job>, string]>([
    [{}, 'rokadimu is waiting.'],
    [{ state: 'running' }, 'rokadimu is being painted.'],
    [{ state: 'done', result }, 'rokadimu is done: 512x384, 24 steps in 35 s.'],
    [
      { state: 'done', result: { ...result, steps: 1, blob: null } },
      'rokadimu is done: 512x384, 1 step in 35 s. The picture has been deleted.',
    ],
    [{ state: 'cancelled' }, 'rokadimu is cancelled.'],
  ])('%#', (change, sentence) => {
    expect(describeJob(job(change))).toBe(sentence);
  });

  it('says why it failed, with the same sentence as everywhere, and without control characters', () => {
    const failure = {
      code: 'job-too-heavy',
      context: { size: 2048, fits: 1024, detail: 'killed\u001b[2J' },
    } as const;
    const sentence = describeJob(job({ state: 'failed', failure }));
    expect(sentence).toMatch(/^rokadimu failed: This picture ended its rendering process twice/);
    expect(sentence).toContain('Try a size of 1024 or less.');
    expect(sentence).not.toContain('\u001b');
    const late = { code: 'waited-too-long', context: { minutes: 60 } } as const;
    expect(describeJob(job({ state: 'expired', failure: late }))).toMatch(
      /^rokadimu is given up: The job waited/,
    );
  });
});

test('an end that was asked for comes at once or after the step', () => {
  expect(describeCancelling({ id: 'rokadimu', state: 'cancelled' })).toBe('rokadimu is cancelled.');
  expect(describeCancelling({ id: 'rokadimu', state: 'running' })).toContain('stops after this step');
});

test('a stored note is told like one that just came', () => {
  expect(describeJobNote({ code: 'steps-limited', detail: 'limited to 100.' })).toBe('Steps limited to 100.');
});
