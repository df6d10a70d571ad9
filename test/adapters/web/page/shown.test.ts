import { describe, expect, it } from 'vitest';
import { announcement } from '../../../../src/adapters/web/page/announcement.js';
import { downloadUrl, pictureUrl } from '../../../../src/adapters/web/page/picture-url.js';
import { lossText, shapePlot } from '../../../../src/adapters/web/page/plot-shape.js';
import { fitted, panned, zoomedAt } from '../../../../src/adapters/web/page/zoom-view.js';
import type { Reply } from '../../../../src/reply/reply.js';

const reply = (kind: Reply['kind'], value: number | null): Reply => ({
  ...{ kind, title: `It is ${kind}`, buttons: [], isPrivate: false },
  blocks: value === null ? [] : [{ type: 'progress', value, label: '', remaining: null, etaSeconds: null }],
});

describe('what is heard', () => {
  it('are new states and quarters, not steps', () => {
    const heard = [0, 0.1, 0.24, 0.26, 0.3, 0.5, 0.9, 1].map((value, at, all) =>
      announcement(
        at === 0 ? reply('queued', null) : reply('running', all[at - 1]!),
        reply('running', value),
      ),
    );
    expect(heard).toEqual([
      'It is running',
      null,
      null,
      '25 % painted',
      null,
      '50 % painted',
      '75 % painted',
      null,
    ]);
    expect(announcement(reply('running', 1), reply('done', null))).toBe('It is done');
    expect(announcement(null, reply('queued', null))).toBe('It is queued');
  });
});

describe('addresses of pictures', () => {
  it.each([
    [{ type: 'result', job: 'a/b' } as const, '/api/picture/a%2Fb/result', '/api/picture/a%2Fb/result?full'],
    [{ type: 'preview', job: 'a', step: 7 } as const, '/api/picture/a/preview-7', null],
    [{ type: 'photo', job: 'a' } as const, '/api/picture/a/photo', null],
    [{ type: 'style', job: 'a', index: 1 } as const, '/api/picture/a/style-1', null],
    [{ type: 'preset', id: 'harvest' } as const, '/api/preset/harvest', null],
    [{ type: 'own-style', id: 'mascot' } as const, '/api/preset/mascot', null],
  ])('%j', (ref, shown, kept) => {
    expect([pictureUrl(ref), downloadUrl(ref)]).toEqual([shown, kept]);
  });
});

describe('a plot', () => {
  const box = { width: 100, height: 50, margin: 10 };

  it('goes from corner to corner of its box', () => {
    const shape = shapePlot(
      [
        [1, 3],
        [2, 2],
        [3, 1],
      ],
      box,
    )!;
    expect(shape.path).toBe('M10.0 10.0L50.0 25.0L90.0 40.0');
    expect(shape.isLogarithmic).toBe(false);
  });

  it('is drawn by the logarithm where losses are far apart', () => {
    const shape = shapePlot(
      [
        [1, 100],
        [2, 10],
        [3, 1],
      ],
      box,
    )!;
    expect(shape).toMatchObject({ isLogarithmic: true, path: 'M10.0 10.0L50.0 25.0L90.0 40.0' });
  });

  it('leaves out what is no number, and is none of one point', () => {
    const points = [
      [1, 5],
      [2, Number.NaN],
      [3, 4],
    ] as const;
    expect(shapePlot(points, box)?.path.match(/[ML]/g)).toHaveLength(2);
    expect(shapePlot([[1, 5]], box)).toBeNull();
    expect(
      shapePlot(
        [
          [1, 5],
          [2, 5],
        ],
        box,
      )?.path,
    ).toBe('M10.0 25.0L90.0 25.0');
  });

  it.each([
    [0, '0'],
    [1234.5, '1230'],
    [0.21349, '0.213'],
    [1e7, '1.00e+7'],
    [1e-5, '1.00e-5'],
  ])('%d is %s', (loss, text) => expect(lossText(loss)).toBe(text));
});

describe('zoom', () => {
  const stage = { width: 200, height: 100 };

  it('keeps what is under the pointer where it is', () => {
    const at = { x: 40, y: -10 };
    const view = zoomedAt(fitted, 2, at, stage);
    // The point of the picture that was there: at / 1.
    expect([at.x * view.scale + view.x, at.y * view.scale + view.y]).toEqual([40, -10]);
  });

  it('does not leave the stage, and does not get smaller than it', () => {
    const view = zoomedAt(fitted, 2, { x: 0, y: 0 }, stage);
    expect(panned(view, { x: 1000, y: -1000 }, stage)).toEqual({ scale: 2, x: 100, y: -50 });
    const small = zoomedAt(panned(view, { x: 1000, y: 0 }, stage), 0.1, { x: 0, y: 0 }, stage);
    expect(small.scale).toBe(1);
    expect([Math.abs(small.x), Math.abs(small.y)]).toEqual([0, 0]);
  });
});
