import { existsSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Typed } from '../../src/tools/axis.js';
import { grid, maxCells } from '../../src/tools/grid.js';
import { type Accident, createStage, greysOf } from './sheet-stage.js';

const side = 64;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function setUp(accident?: (index: number) => Accident | null) {
  const stage = await createStage(accident);
  folders.push(stage.folder);
  const own = { content: 'coffee', style: ['harvest'], size: String(side), output: stage.at('g.png') };
  const run = (typed: Typed) => grid({ ...own, ...typed }, 'caffe', stage.parts, stage.abort.signal);
  return { ...stage, run };
}

describe('grid', () => {
  it('paints each pair of values once, row by row, with all else as typed, and lays them out in that order', async () => {
    const { run, requests, read, at } = await setUp();
    const outcome = await run({ x: ['strength=10,90'], y: ['seed=1,2'], recipe: 'udacity', steps: '5' });
    expect(requests.map(({ strength, seed }) => [strength, seed])).toEqual([
      ...[
        [10, 1],
        [90, 1],
      ],
      ...[
        [10, 2],
        [90, 2],
      ],
    ]);
    for (const request of requests) {
      expect(request).toMatchObject({ recipe: 'udacity', steps: 5, size: side });
      expect(request.styles.map(({ picture }) => picture.label)).toEqual(['harvest']);
    }
    const sheet = await read('g.png');
    expect(greysOf(sheet)).toEqual([20, 40, 60, 80]);
    expect(outcome).toEqual({
      ...{ type: 'done', output: at('g.png'), width: sheet.width, height: sheet.height },
      ...{ cells: 4, painted: 4, seconds: 4 },
    });
  });

  it('takes photo and style from the axes, and what suits a style unless it is said', async () => {
    const { run, requests } = await setUp();
    const names = { content: undefined, style: undefined, x: ['photo=coffee,raccoon'] };
    await run({ ...names, y: ['preset=harvest,ink-wash'] });
    expect(requests.map(({ content, styles }) => [content.label, styles[0]!.picture.label])).toEqual([
      ...[
        ['coffee', 'harvest'],
        ['raccoon', 'harvest'],
      ],
      ...[
        ['coffee', 'ink-wash'],
        ['raccoon', 'ink-wash'],
      ],
    ]);
  });

  it('counts ratios by the recipe of the other axis', async () => {
    const { run, requests } = await setUp();
    await run({ x: ['ratio=1'], y: ['recipe=pastiche,udacity'] });
    const weights = requests.map((request) => request['style-weight']!);
    expect(weights[0]).toBe(1);
    expect(weights[1], 'alpha 1, with the gain for weights of another family').toBeCloseTo(1 / 57.6 ** 2, 8);
  });

  it('tells how far the sheet is', async () => {
    const { run, shown } = await setUp();
    await run({ x: ['seed=1,2'], steps: '2', recipe: 'pastiche' });
    expect(shown.map(({ type, cell }) => `${type} ${cell}`)).toEqual([
      ...['cell-started 1', 'cell-step 1', 'cell-step 1', 'cell-ended 1'],
      ...['cell-started 2', 'cell-step 2', 'cell-step 2', 'cell-ended 2'],
    ]);
    const steps = shown.filter((progress) => progress.type === 'cell-step');
    expect(steps.map(({ sheetStep, sheetSteps }) => [sheetStep, sheetSteps])).toEqual(
      [1, 2, 3, 4].map((step) => [step, 4]),
    );
    expect(steps.map(({ etaSeconds }) => etaSeconds)).toEqual([null, 1, 0.5, 0]);
    expect(shown[0]).toMatchObject({ row: '', column: 'seed 1', cells: 2 });
  });

  it('writes what there is when it is stopped, the rest marked, and says so', async () => {
    const { run, requests, abort, parts, read } = await setUp();
    const { submit } = parts.studio;
    parts.studio.submit = async function* (request, signal) {
      for await (const progress of submit(request, signal)) {
        if (requests.length === 2) abort.abort();
        yield progress;
      }
    };
    const outcome = await run({ x: ['seed=1,2,3'] });
    expect(outcome).toMatchObject({ type: 'cancelled', cells: 3, painted: 1 });
    expect(requests).toHaveLength(2);
    const greys = greysOf(await read('g.png'));
    expect(greys, 'half a picture is not shown').toEqual([20]);
  });

  it('writes nothing when it is stopped before there is a picture', async () => {
    const { run, abort, at } = await setUp();
    const typed = { x: ['seed=1,2'] };
    const outcome = run(typed);
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(at('g.png'))).toBe(false);
  });

  it('leaves a place empty whose loss is no finite number, and goes on', async () => {
    const { run, shown, read } = await setUp((index) => (index === 0 ? 'unfit' : null));
    expect(await run({ x: ['seed=1,2'] })).toMatchObject({ type: 'done', cells: 2, painted: 1 });
    expect(shown.filter(({ type }) => type === 'cell-ended')).toMatchObject([
      { state: 'unfit' },
      { state: 'done' },
    ]);
    expect(greysOf(await read('g.png'))).toEqual([40]);
  });

  it('keeps what was painted before a failure, and tells the failure', async () => {
    const { run, requests, read } = await setUp((index) => (index === 1 ? 'death' : null));
    await expect(run({ x: ['seed=1,2,3'] })).rejects.toMatchObject({ code: 'renderer-died' });
    expect(requests).toHaveLength(2);
    expect(greysOf(await read('g.png'))).toEqual([20]);
  });

  it.each<[string, Typed, string]>([
    ['the same option twice', { x: ['beta=1'], y: ['style-weight=1'] }, 'option-invalid'],
    ['a value out of range', { x: ['strength=1,101'] }, 'option-invalid'],
    ['an unknown recipe', { x: ['recipe=udacity,nope'] }, 'option-invalid'],
    ['an unknown picture', { x: ['preset=harvest,nope'] }, 'picture-not-found'],
    ['no photo', { content: undefined, x: ['seed=1'] }, 'option-missing'],
    ['no axis', {}, 'option-missing'],
    ['a picture too large for the memory', { x: ['size=64,2048'] }, 'memory-too-small'],
    [
      'a sheet too large',
      { x: ['seed=1,2,3,4,5,6,7,8'], y: ['steps=1,2,3,4,5,6,7,8'], size: '1024' },
      'option-invalid',
    ],
    [
      'too many pictures',
      { x: ['seed=1,2,3,4,5'], y: ['steps=1,2,3,4,5,6,7,8,9,10,11,12,13'] },
      'option-invalid',
    ],
    ['another format', { x: ['seed=1'], output: 'o.gif' }, 'output-format'],
  ])('refuses %s before it paints', async (_, typed, code) => {
    const { run, requests, folder } = await setUp();
    await expect(run(typed)).rejects.toMatchObject({ code });
    expect(requests).toEqual([]);
    expect(existsSync(`${folder}/g.png`)).toBe(false);
  });

  it('has room for as many pictures as it says', () => {
    expect(maxCells).toBeGreaterThanOrEqual(64);
  });
});
