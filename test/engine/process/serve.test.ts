import { describe, expect, it } from 'vitest';
import type { RenderSpec } from '../../../src/engine/port.js';
import type { RendererMessage } from '../../../src/engine/process/messages.js';
import { createServer, type Renderer } from '../../../src/engine/process/serve.js';
import { StudioError } from '../../../src/errors.js';
import type { Progress } from '../../../src/progress/progress.js';

const spec = {} as RenderSpec;
const note = (detail: string): Progress => ({ type: 'note', code: 'not-finite', detail });

function serveWith(render: Renderer['render']) {
  const sent: RendererMessage[] = [];
  const score = () => Promise.reject(new TypeError('no score here'));
  return { sent, serve: createServer({ render, score }, (message) => void sent.push(message)) };
}

describe('createServer', () => {
  it('sends each progress under the id of its request and then the end', async () => {
    const { sent, serve } = serveWith(async function* () {
      yield note('a');
      yield note('b');
    });
    await serve({ type: 'render', id: 4, spec, checkpoint: null });
    expect(sent).toEqual([
      { type: 'progress', id: 4, progress: note('a') },
      { type: 'progress', id: 4, progress: note('b') },
      { type: 'ended', id: 4 },
    ]);
  });

  it('hears a cancel between two steps of an engine that never waits', async () => {
    const { sent, serve } = serveWith(async function* (_, signal) {
      for (let step = 0; step < 1000; step++) {
        if (signal.aborted) return yield note('stopped');
        yield note('step');
      }
    });
    const rendering = serve({ type: 'render', id: 1, spec, checkpoint: null });
    setImmediate(() => void serve({ type: 'cancel', id: 1 }));
    await rendering;
    expect(sent.length).toBeLessThan(20);
    expect(sent.at(-2)).toMatchObject({ progress: note('stopped') });
  });

  it('takes a StudioError apart and wraps a stranger', async () => {
    const coded = serveWith(async function* () {
      yield* [];
      throw new StudioError('loss-not-finite', { recipe: 'r' });
    });
    await coded.serve({ type: 'render', id: 1, spec, checkpoint: null });
    expect(coded.sent).toMatchObject([
      { type: 'failed', id: 1, code: 'loss-not-finite', context: { recipe: 'r' } },
    ]);
    await coded.serve({ type: 'score', id: 2, spec: {} as never });
    expect(coded.sent[1]).toMatchObject({
      type: 'failed',
      id: 2,
      code: 'unexpected',
      context: { detail: 'no score here' },
    });
  });

  it('ignores the cancel of a request it does not know', async () => {
    const { sent, serve } = serveWith(async function* () {});
    await serve({ type: 'cancel', id: 99 });
    expect(sent).toEqual([]);
  });
});
