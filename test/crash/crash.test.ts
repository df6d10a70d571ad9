/** Bots and renderers killed with SIGKILL, round after round. `npm test` builds before it tests. */
import { describe, expect, it } from 'vitest';
import { type CrashFigures, findFailures, runCrashes } from './crash-run.js';
import { killRow } from './kills.js';

/** .ci/run asks for the whole thirty. */
const rounds = Number(process.env.IMPASTO_CRASH_ROUNDS ?? killRow.length);

describe('rounds of kills', () => {
  const print = (figures: CrashFigures) => {
    const { faults: _, ...plain } = figures;
    console.log(JSON.stringify(plain));
  };

  it(`${rounds} rounds with a stand-in renderer: nothing is lost and nothing comes twice`, async () => {
    const figures = await runCrashes({
      ...{ rounds, renderer: 'stand-in', seed: rounds, jobsPerRound: 4, withinMs: 900 },
      say: () => undefined,
    });
    print(figures);
    expect(findFailures(figures)).toEqual([]);
    expect(figures.botKills).toBeGreaterThan(rounds / 2);
    expect(figures.heldKills).toBeGreaterThan(0);
    expect(figures.resumes).toBeGreaterThan(0);
    expect(figures.states.done).toBeGreaterThan(rounds);
  }, 600_000);

  it('three rounds with the engine at 64 px', async () => {
    const figures = await runCrashes({
      ...{ rounds: 3, renderer: 'real', seed: 1, jobsPerRound: 2, withinMs: 4000 },
      say: () => undefined,
    });
    print(figures);
    expect(findFailures(figures)).toEqual([]);
    expect(figures.states.done).toBeGreaterThan(0);
  }, 300_000);
});
