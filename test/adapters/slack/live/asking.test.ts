/** How often Slack is asked, and how long it is waited for. */
import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createAsk } from '../../../../src/adapters/slack/asking.js';
import { SlackFailure } from '../../../../src/adapters/slack/failure.js';

const never = new AbortController().signal;
const busy = (seconds: number) => new webApi.WebAPIRateLimitedError(seconds);
const down = new webApi.WebAPIRequestError(new Error('connect ECONNREFUSED'));

/** @param failures one after the other; then it works. */
async function ask(isPatient: boolean, isRepeatable: boolean, failures: readonly Error[], signal = never) {
  const pauses: number[] = [];
  const left = [...failures];
  let tries = 0;
  const asking = createAsk({ isPatient, sleep: async (ms) => void pauses.push(ms) })(
    { deed: 'test', isRepeatable, signal },
    async () => {
      tries += 1;
      const failure = left.shift();
      if (failure !== undefined) throw failure;
      return 'done';
    },
  );
  const outcome = await asking.catch((error: unknown) => error);
  return { outcome, pauses, tries };
}

describe('whoever is patient', () => {
  it('waits as long as Slack says, whatever it asks', async () => {
    const asked = await ask(true, false, [busy(3), busy(0), busy(30)]);
    expect(asked).toEqual({ outcome: 'done', pauses: [3000, 1000, 30_000], tries: 4 });
  });

  it('does not wait for minutes, nor for ever', async () => {
    expect(await ask(true, true, [busy(31)])).toMatchObject({
      ...{ pauses: [], tries: 1 },
      outcome: { kind: 'limited', retryAfterMs: 31_000 },
    });
    const often = Array.from({ length: 5 }, () => busy(1));
    expect(await ask(true, true, often)).toMatchObject({ tries: 5, outcome: { kind: 'limited' } });
  });

  it('repeats what got no answer, three times, where that does no harm', async () => {
    expect(await ask(true, true, [down, down])).toEqual({ outcome: 'done', pauses: [500, 1000], tries: 3 });
    expect(await ask(true, true, [down, down, down])).toMatchObject({
      ...{ tries: 3 },
      outcome: { kind: 'unreachable' },
    });
    expect(await ask(true, false, [down])).toMatchObject({ tries: 1, outcome: { kind: 'unreachable' } });
  });

  it('repeats nothing that was refused', async () => {
    const refusal = new SlackFailure('refused', 'test', 'no_text');
    expect(await ask(true, true, [refusal])).toMatchObject({ tries: 1, outcome: refusal });
  });
});

it('whoever is not waits for nothing', async () => {
  for (const failure of [busy(1), down])
    expect(await ask(false, true, [failure])).toMatchObject({ tries: 1, pauses: [] });
});

it('whoever goes asks nothing more, and hears why', async () => {
  const reason = new Error('the program ends');
  const gone = await ask(true, true, [], AbortSignal.abort(reason));
  expect(gone).toEqual({ outcome: reason, pauses: [], tries: 0 });
  const abort = new AbortController();
  let tries = 0;
  const asking = createAsk({ isPatient: true })(
    { deed: 'test', isRepeatable: true, signal: abort.signal },
    async () => {
      tries += 1;
      setImmediate(() => abort.abort(reason));
      throw busy(30);
    },
  );
  await expect(asking).rejects.toBe(reason);
  expect(tries).toBe(1);
});
