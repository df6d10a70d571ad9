/** Everything that the replies say, as Slack's messages. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../../../commands/all.js';
import { recipes } from '../../../../src/engine/recipe/table.js';
import { StudioError } from '../../../../src/errors.js';
import { jobStates } from '../../../../src/job/job.js';
import type { SettingView } from '../../../../src/job/settings/settings.js';
import { settingNames, settingTable } from '../../../../src/job/settings/table.js';
import { refuse } from '../../../../src/reply/answer.js';
import { type Live, nothingHeard } from '../../../../src/reply/live.js';
import { presentCommandHelp, presentHelp } from '../../../../src/reply/present-help.js';
import { presentInfo } from '../../../../src/reply/present-info.js';
import { presentJob } from '../../../../src/reply/present-job.js';
import { presentHistory, presentQueue, presentRecipes } from '../../../../src/reply/present-lists.js';
import { presentForgotten, presentStored } from '../../../../src/reply/present-privacy.js';
import { presentAudit, presentChange, presentSettings } from '../../../../src/reply/present-settings.js';
import { presentStyles } from '../../../../src/reply/present-styles.js';
import type { Reply } from '../../../../src/reply/reply.js';
import { done, harvest, job, order, result, view } from '../../../reply/pictures.js';
import { gallery } from '../../../studio-stage.js';
import { hostile, markedOf, now, rendered, shownOf, wordsOf, works } from './stage.js';

const ended = { endedAt: 9000, startedAt: 2000, result } as const;
const failure = { code: 'renderer-died', context: { detail: hostile } } as const;
const live: Live = {
  ...{ ...nothingHeard, state: 'running', step: 12, steps: 24, etaSeconds: 40, previewStep: 11 },
  ...{ loss: 5, firstLoss: 50, notes: [{ code: 'size-limited', detail: hostile }] },
};
const badOrder = { content: { ...order.content, label: hostile } };

const states = jobStates.flatMap((state): readonly (readonly [string, Reply])[] => {
  const isOver = state !== 'queued' && state !== 'running';
  const one = job({ state, ...(isOver ? { ...ended, failure } : {}) }, badOrder);
  return [
    [`a job that is ${state}`, presentJob(one, isOver ? null : { ...live, state }, view)],
    [`one of which nothing is known, ${state}`, presentJob({ ...one, result: null }, null, view)],
  ];
});

const change = {
  ...{ at: now, by: 'slack/U7', scope: 'slack/T7', name: 'max-steps', old: null, new: hostile },
} as const;
const views = settingNames.map(
  (name): SettingView => ({
    ...{ name, value: '5', source: 'default', ceiling: null, row: settingTable[name] },
  }),
);
const helpCommands = Object.values(commands).map(({ name, summary }) => ({
  ...{ name, summary, examples: [`/${name}`] },
  options: [
    { name: 'size', help: 'longest side', isRequired: false, expected: 'a number', otherwise: '512' },
  ],
}));
const own = Array.from({ length: 25 }, (_, k) => ({
  ...{ id: `ours-${k}`, title: hostile, width: 300, height: 200 },
}));

const forgotten = { jobs: 2, ownStyles: 1, bytes: 9, stopping: [], remainsUntil: now };
const stored = {
  ...{ jobs: { queued: 1, running: 0, done: 7, failed: 0, cancelled: 1, expired: 0 }, ownStyles: 2 },
  ...{ inputBytes: 5e6, resultBytes: 9e6, oldestAt: now - 9e8, retentionDays: { least: 7, most: 30 } },
};
const entry = { job: job({}, badOrder), position: 2, step: 0, steps: 0, etaSeconds: 90 };
const jobs = [...Array.from({ length: 20 }, (_, k) => done({ id: `job${k}` }, badOrder)), job()];

const replies: readonly (readonly [what: string, reply: Reply])[] = [
  ...states,
  ['info', presentInfo(done({ notes: [{ code: 'resumed', detail: 'at step 4' }] }, badOrder), [harvest])],
  ['styles', presentStyles({ own, presets: gallery.styles, samples: gallery.samples, mayAdd: true })],
  ['recipes', presentRecipes(Object.values(recipes).map((one) => ({ ...one, steps: 18 })))],
  ['the queue', presentQueue({ queued: 3, running: 1 }, [entry], [harvest])],
  ['history', presentHistory(jobs, [], now)],
  ['settings', presentSettings(views)],
  ['a change', presentChange(change)],
  ['the audit', presentAudit(Array.from({ length: 20 }, () => change))],
  ['help', presentHelp(helpCommands)],
  ['help of a command', presentCommandHelp(helpCommands[0]!)],
  ['what is stored', presentStored(stored, now)],
  ['what was forgotten', presentForgotten(forgotten, now)],
  ['a refusal', refuse(new StudioError('picture-not-found', { name: hostile, known: ['harvest'] }))],
];

describe('Slack takes', () => {
  for (const [what, reply] of replies) {
    it(what, async () => {
      const preview = { step: 11, bytes: new Uint8Array([1]) };
      for (let page = 1; page < 4; page++) {
        const payload = await rendered(reply, { preview, command: 'styles', page });
        expect(wordsOf(payload)).not.toMatch(/undefined|NaN|\[object/);
        expect(payload.text).not.toMatch(works);
        for (const text of markedOf(payload)) expect(text).not.toMatch(works);
      }
    });
  }
});

it('shows on one page what there usually is', async () => {
  for (const [what, reply] of replies.filter(([name]) => name !== 'styles')) {
    const { blocks } = await rendered(reply, { command: 'x' });
    expect([what, JSON.stringify(blocks).includes('Next')]).toEqual([what, false]);
  }
});

it('keeps a job’s message as it is said', async () => {
  const payload = await rendered(presentJob(done(), null, view));
  expect(wordsOf(payload)).toBe(
    '🖼️ coffee in the style of Harvest\nHarvest by Vincent van Gogh\nrecipe impasto · 512x341 · 30 steps · strength 50 · seed 3 · 20 s on cpu · rokadimu',
  );
  expect(shownOf(payload)).toEqual(['coffee-harvest-rokadimu.png']);
  expect(payload.text).toBe('coffee in the style of Harvest');
});
