/** What can be pressed under a message. */
import { expect, it } from 'vitest';
import { isSame } from '../../../../src/adapters/slack/same-payload.js';
import { nothingHeard } from '../../../../src/reply/live.js';
import { presentJob } from '../../../../src/reply/present-job.js';
import { actions, type Block, type Button } from '../../../../src/reply/reply.js';
import { done, job, view } from '../../../reply/pictures.js';
import { buttonsOf, item, ofBlocks, rendered } from './stage.js';

it('has the buttons of a job, by their fixed names', async () => {
  const buttons = buttonsOf(await rendered(presentJob(done(), null, view)));
  expect(buttons.map(({ action_id, value }) => [action_id, value])).toEqual(
    ['stronger', 'weaker', 'style', 'again', 'hd', 'colors', 'info', 'delete'].map((action) => [
      `v1:${action}:rokadimu`,
      'rokadimu',
    ]),
  );
  expect(buttons[0]).toMatchObject({ text: { text: '🔺 Stronger' }, accessibility_label: 'Stronger' });
});

it('asks before it deletes, and only then', async () => {
  const buttons = buttonsOf(await rendered(presentJob(done(), null, view)));
  const asking = buttons.filter(({ confirm }) => confirm !== undefined);
  expect(asking.map(({ action_id }) => action_id)).toEqual(['v1:delete:rokadimu']);
  expect(asking[0]!.confirm).toMatchObject({ title: { text: 'Delete this picture?' }, style: 'danger' });
});

it('shows what a press comes to by its colour', async () => {
  const emphases = ['primary', 'normal', 'danger'] as const;
  const buttons = emphases.map(
    (emphasis, k): Button => ({ action: actions[k]!, job: 'a', label: 'x', emphasis }),
  );
  const shown = buttonsOf(await rendered({ ...ofBlocks(), buttons }));
  expect(shown.map(({ style }) => style)).toEqual(['primary', undefined, 'danger']);
});

it('turns pages back and forth', async () => {
  const items = Array.from({ length: 250 }, (_, k) => item(`style-${k}`));
  const reply = ofBlocks({ type: 'gallery', items });
  const at = async (page: number) => rendered(reply, { command: 'styles', page });
  const namesAt = async (page: number) =>
    buttonsOf(await at(page)).map(({ action_id, text: { text } }) => [action_id, text]);
  expect(await namesAt(1)).toEqual([['v1:page:styles:2', 'Next ▶']]);
  expect(await namesAt(2)).toEqual([
    ['v1:page:styles:1', '◀ Previous'],
    ['v1:page:styles:3', 'Next ▶'],
  ]);
  expect(await at(99)).toEqual(await at(4));
  expect(await at(0)).toEqual(await at(1));
});

const waiting = (etaSeconds: number, label = 'Next in line'): Block => ({
  ...{ type: 'progress', value: null, label, remaining: 'done in about 10 min', etaSeconds },
});

it('tells states apart in which people see a difference', async () => {
  const draw = async (...blocks: readonly Block[]) => rendered(ofBlocks(...blocks));
  const first = await draw(waiting(600));
  expect(isSame(first, await draw(waiting(600)))).toBe(true);
  expect(isSame(first, await draw(waiting(655)))).toBe(true);
  expect(isSame(first, await draw(waiting(665)))).toBe(false);
  expect(isSame(first, await draw(waiting(600, '1 ahead of you')))).toBe(false);
  expect(isSame(first, await draw())).toBe(false);
});

it('counts pictures by what they show', async () => {
  const live = { ...nothingHeard, state: 'running', step: 2, steps: 4, previewStep: 2 } as const;
  const reply = presentJob(job({ state: 'running' }), live, view);
  const draw = async (step: number) => rendered(reply, { preview: { step, bytes: new Uint8Array([step]) } });
  expect(isSame(await draw(1), await draw(1))).toBe(true);
  expect(isSame(await draw(1), await draw(2))).toBe(false);
});
