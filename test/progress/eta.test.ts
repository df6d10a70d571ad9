import { describe, expect, it } from 'vitest';
import { createEta, type EtaRung, type EtaStart } from '../../src/progress/eta.js';

/** A clock that moves by the given seconds before each tick. */
function play(
  plan: readonly EtaRung[],
  steps: readonly (readonly [rung: number, seconds: number])[],
  start?: EtaStart,
) {
  let ms = 0;
  const eta = createEta(plan, () => ms, start);
  return steps.map(([rung, seconds]) => {
    ms += seconds * 1000;
    return eta.tick(rung);
  });
}

describe('createEta', () => {
  it('says nothing after the very first step, which holds the session creation too', () => {
    expect(play([{ pixels: 100, steps: 5 }], [[1, 9]])).toEqual([null]);
  });

  it('counts the later steps of a rung and not its first', () => {
    const [, second, third] = play(
      [{ pixels: 100, steps: 5 }],
      [
        [1, 9],
        [1, 2],
        [1, 4],
      ],
    );
    expect(second).toBeCloseTo(3 * 2);
    expect(third).toBeCloseTo(2 * 3);
  });

  it('weighs the steps of a larger rung by its pixels and adds the session creation it will pay', () => {
    const plan = [
      { pixels: 100, steps: 3 },
      { pixels: 400, steps: 2 },
    ];
    const ticks = play(plan, [
      [1, 1.5],
      [1, 1],
      [1, 1],
    ]);
    expect(ticks[2]).toBeCloseTo(2 * 4 + 0.5);
  });

  it('keeps the pace of small steps while the first step of a new rung is all it has of that size', () => {
    const plan = [
      { pixels: 100, steps: 2 },
      { pixels: 400, steps: 3 },
    ];
    const ticks = play(plan, [
      [1, 1],
      [1, 1],
      [2, 50],
    ]);
    expect(ticks[2]).toBeCloseTo(2 * 4);
  });

  it('reaches zero with the last step', () => {
    expect(
      play(
        [{ pixels: 7, steps: 2 }],
        [
          [1, 1],
          [1, 1],
        ],
      ).at(-1),
    ).toBe(0);
  });

  it('still estimates when every rung has a single step', () => {
    const plan = [1, 1, 1].map((steps) => ({ steps, pixels: 10 }));
    expect(
      play(plan, [
        [1, 2],
        [2, 2],
      ]),
    ).toEqual([null, 2]);
  });

  it('counts what an earlier attempt has done as done, and judges by this one alone', () => {
    const plan = [
      { pixels: 100, steps: 5 },
      { pixels: 400, steps: 6 },
    ];
    const ticks = play(
      plan,
      [
        [2, 9],
        [2, 4],
        [2, 4],
      ],
      { rung: 2, steps: 3 },
    );
    expect(ticks).toEqual([null, 4, 0]);
    expect(play(plan, Array(2).fill([1, 1]), { rung: 1, steps: 2 })[1]).toBeCloseTo(1 + 6 * 4);
  });

  it('refuses a rung outside the plan', () => {
    expect(() => play([{ pixels: 1, steps: 1 }], [[2, 1]])).toThrow(RangeError);
  });
});
