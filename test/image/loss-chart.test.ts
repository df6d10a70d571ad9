import { describe, expect, it } from 'vitest';
import { logTicks, roundTicks } from '../../src/image/log-axis.js';
import { type ChartLine, drawLossChart } from '../../src/image/loss-chart.js';

const points = (steps: number, value: (step: number) => number) =>
  Array.from({ length: steps }, (_, k) => [k + 1, value(k + 1)] as const);
const lines: readonly ChartLine[] = [
  { name: 'total', kind: 'total', points: points(100, (step) => 1e6 / step) },
  { name: 'content', kind: 'content', points: points(100, () => 20) },
  { name: 'conv1_1', kind: 'style', points: points(100, (step) => 1e5 / step ** 2) },
  { name: 'conv2_1', kind: 'style', points: points(100, (step) => 1e4 / step) },
];
const sections = [
  { firstStep: 1, label: '128x96' },
  { firstStep: 41, label: '512x384' },
];
const curves = (svg: string) =>
  [...svg.matchAll(/<path class="curve (\w+)" d="(M[^"h]+(?:h0)?)"/g)].map(([, name, path]) => ({
    name,
    path: path!,
  }));
const coordinates = (path: string) =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe('drawLossChart', () => {
  const svg = drawLossChart({ title: 'coffee & <harvest>', lines, sections });

  it('is whole XML without words that are markup', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 960 540"/);
    expect(svg).toContain('<title>coffee &amp; &lt;harvest&gt;</title>');
    const tags = [...svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)];
    const open: string[] = [];
    for (const [, closes, name, isEmpty] of tags) {
      if (closes) expect(open.pop()).toBe(name);
      else if (!isEmpty) open.push(name!);
    }
    expect(open).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws a curve for each term, in a colour of its own, broken where the size changes', () => {
    const drawn = curves(svg);
    expect(drawn.map(({ name }) => name)).toEqual(['total', 'content', 'style0', 'style1']);
    for (const { path } of drawn) {
      expect(coordinates(path)).toHaveLength(100);
      expect(path.match(/M/g)).toHaveLength(2);
    }
    const ys = coordinates(drawn[0]!.path).map(([, y]) => y);
    expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    expect(new Set(coordinates(drawn[1]!.path).map(([, y]) => y)).size).toBe(1);
  });

  it('puts powers of ten at even distances, numbers on both axes and the last values into the legend', () => {
    const heightOf = (label: string) =>
      Number(new RegExp(`class="tick end" x="[\\d.]+" y="([\\d.]+)">${label}<`).exec(svg)?.[1]);
    expect(heightOf('100') - heightOf('1000')).toBeCloseTo(heightOf('10') - heightOf('100'), 0);
    for (const word of ['>20<', '>100<', '>step<', '>128x96<', '>512x384<', '>conv1_1<', '>1e\\+5<']) {
      expect(svg).toMatch(new RegExp(word));
    }
  });

  it('has colours for a light and a dark screen', () => {
    expect(svg).toMatch(/\.paper\{fill:#fff.*@media \(prefers-color-scheme:dark\)\{\.paper\{fill:#1/);
  });

  it('draws a long run with as many points as are seen, its last one among them', () => {
    const long = [{ name: 'total', kind: 'total', points: points(20_000, (step) => 1 / step) }] as const;
    const path = coordinates(curves(drawLossChart({ title: 't', lines: long, sections: [] }))[0]!.path);
    expect(path.length).toBeLessThanOrEqual(1001);
    expect(path.at(-1)![0]).toBe(750);
  });

  it('leaves out what has no logarithm, draws one point as a dot, and says where there is nothing', () => {
    const odd = [
      { name: 'total', kind: 'total', points: [[1, 5] as const] },
      { name: 'tv', kind: 'tv', points: [[1, 0] as const, [2, Number.NaN] as const] },
    ] as const;
    const one = drawLossChart({ title: 't', lines: odd, sections: [] });
    expect(curves(one)).toEqual([{ name: 'total', path: expect.stringMatching(/^M[\d.]+ [\d.]+h0$/) }]);
    expect(one).not.toMatch(/NaN|Infinity|>tv</);
    expect(drawLossChart({ title: 't', lines: [], sections: [] })).toContain('No loss was told.');
  });
});

describe('ticks', () => {
  it('are round numbers', () => {
    expect(roundTicks(1, 100, 8)).toEqual([20, 40, 60, 80, 100]);
    expect(roundTicks(1, 2000, 8)).toEqual([500, 1000, 1500, 2000]);
    expect(roundTicks(3, 7, 8)).toEqual([3, 4, 5, 6, 7]);
    expect(roundTicks(5, 5, 8)).toEqual([5]);
    expect(logTicks(0, 3)).toEqual([0, 1, 2, 3]);
    expect(logTicks(0, 0.8)).toEqual([0, Math.log10(2), Math.log10(5)]);
  });
});
