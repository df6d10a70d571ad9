import { expect, it } from 'vitest';
import type { Job } from '../../src/job/job.js';
import { nothingHeard } from '../../src/reply/live.js';
import { presentOutlasted } from '../../src/reply/outlasted.js';
import { presentJob } from '../../src/reply/present-job.js';
import type { Reply } from '../../src/reply/reply.js';
import { presentInWords, presentUnshown } from '../../src/reply/unshown.js';
import { done, job, result, view } from './pictures.js';

const types = ({ blocks }: Reply) => blocks.map(({ type }) => type);
const words = ({ blocks }: Reply) => blocks.flatMap((one) => ('text' in one ? [one.text] : [])).join('\n');

it('a message that cannot be changed any longer says where the picture will be, and no time', () => {
  const live = { ...nothingHeard, state: 'running', step: 3, steps: 24, etaSeconds: 40 } as const;
  const reply = presentJob(job({ state: 'running', startedAt: 1 }), live, view);
  expect(types(reply)).toContain('progress');
  const last = presentOutlasted(reply, 'rokadimu');
  expect(types(last)).toEqual(['text', ...types(reply).filter((type) => type !== 'progress')]);
  expect(words(last)).toMatch(/\/history and \/status rokadimu/);
  expect(last).toMatchObject({ title: reply.title, buttons: reply.buttons, kind: 'running' });
});

it('a picture that is not taken is told of in words, with its buttons', () => {
  const reply = presentJob(done(), null, view);
  const told = presentUnshown(reply);
  expect(types(reply)).toContain('comparison');
  expect(new Set(types(told))).toEqual(new Set(['text', 'note']));
  expect(words(told)).toContain('/history');
  expect(told.buttons).toEqual(reply.buttons);
});

it.each<[string, Job, RegExp]>([
  ['done', done(), /rokadimu is done: 512x341, 30 steps in 20 s\.\n.*\/history/],
  ['deleted since', done({ result: { ...result, blob: null } }), /^rokadimu is done.*deleted\.$/],
  ['without a picture', job({ state: 'cancelled', endedAt: 1 }), /^rokadimu is cancelled\.$/],
  [
    'failed',
    job({ state: 'failed', endedAt: 1, failure: { code: 'renderer-died', context: { detail: 'killed' } } }),
    /^rokadimu failed: /,
  ],
])('the plainest words: %s', (_, ended, expected) => {
  const told = presentInWords(ended);
  expect(words(told)).toMatch(expected);
  expect(told).toMatchObject({ kind: ended.state, buttons: [], title: 'Picture rokadimu' });
  expect(types(told).every((type) => type === 'text')).toBe(true);
});
