import { describe, expect, it } from 'vitest';
import { createPool } from '../../src/job/pool.js';

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Workers whose jobs end when told; `made` counts them. */
function workshop(slots: number) {
  const ends = new Map<string, () => void>();
  const log: string[] = [];
  let made = 0;
  let closed = 0;
  const pool = createPool<string, string>({
    slots,
    createWorker: () => {
      const name = `worker ${++made}`;
      return {
        async *run(spec) {
          log.push(spec);
          yield `${spec} on ${name}`;
          await new Promise<void>((resolve) => ends.set(spec, resolve));
          yield `${spec} done`;
        },
        close: async () => void closed++,
      };
    },
  });
  const submit = (spec: string, signal = never) => {
    const got: unknown[] = [];
    const over = (async () => {
      for await (const update of pool.run(spec, signal)) {
        got.push(typeof update === 'string' ? update : update.position);
      }
    })();
    over.catch(() => undefined);
    return { got, over };
  };
  return {
    pool,
    submit,
    log,
    end: (spec: string) => ends.get(spec)!(),
    made: () => made,
    closed: () => closed,
  };
}

describe('createPool', () => {
  it('runs as many jobs as there are slots and tells the others their place in line', async () => {
    const { submit, end, log } = workshop(2);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((spec) => submit(spec));
    await settle();
    expect(log).toEqual(['a', 'b']);
    expect([c!.got, d!.got]).toEqual([[0], [1]]);
    end('b');
    await b!.over;
    await settle();
    expect(c!.got).toEqual([0, 'c on worker 2']);
    expect(d!.got).toEqual([1, 0]);
    end('a');
    end('c');
    await Promise.all([a!.over, c!.over]);
    await settle();
    end('d');
    await d!.over;
    expect(d!.got.at(-1)).toBe('d done');
  });

  it('says nothing of a line when a slot is free', async () => {
    const { submit } = workshop(1);
    const a = submit('a');
    await settle();
    expect(a.got).toEqual(['a on worker 1']);
  });

  it('uses a warm worker again instead of making one', async () => {
    const { submit, end, made } = workshop(3);
    for (const spec of ['a', 'b']) {
      const job = submit(spec);
      await settle();
      end(spec);
      await job.over;
    }
    expect(made()).toBe(1);
  });

  it('lets a cancelled job leave the line at once and moves the others up', async () => {
    const { submit, end, log } = workshop(1);
    const a = submit('a');
    const abort = new AbortController();
    const b = submit('b', abort.signal);
    const c = submit('c');
    await settle();
    abort.abort(new Error('changed my mind'));
    await expect(b.over).rejects.toThrow('changed my mind');
    await settle();
    expect(c.got).toEqual([1, 0]);
    end('a');
    await a.over;
    await settle();
    expect(log).toEqual(['a', 'c']);
    end('c');
    await c.over;
  });

  it('refuses a job that is cancelled before it is in line', async () => {
    const { submit, log } = workshop(1);
    await expect(submit('a', AbortSignal.abort(new Error('no'))).over).rejects.toThrow('no');
    expect(log).toEqual([]);
  });

  it('keeps the slot of a cancelled job until its worker has ended', async () => {
    const { submit, end, log } = workshop(1);
    const abort = new AbortController();
    const a = submit('a', abort.signal);
    const b = submit('b');
    await settle();
    abort.abort();
    await settle();
    expect(log).toEqual(['a']);
    end('a');
    await a.over;
    await settle();
    expect(log).toEqual(['a', 'b']);
    expect(a.got.at(-1)).toBe('a done');
    end('b');
    await b.over;
  });

  it('frees the slot of a job that fails, and of one whose reader leaves', async () => {
    let runs = 0;
    const pool = createPool<string, string>({
      slots: 1,
      createWorker: () => ({
        async *run(spec) {
          runs++;
          yield spec;
          if (spec === 'bad') throw new Error('no paint left');
        },
        close: async () => undefined,
      }),
    });
    const read = async (spec: string) => {
      for await (const _ of pool.run(spec, never)) if (spec === 'short') break;
    };
    await expect(read('bad')).rejects.toThrow('no paint left');
    await read('short');
    await read('good');
    expect(runs).toBe(3);
  });

  it('closes every worker it has made', async () => {
    const { pool, submit, closed } = workshop(2);
    submit('a');
    submit('b');
    await settle();
    await pool.close();
    expect(closed()).toBe(2);
  });

  it('wants at least one slot', () => {
    const createWorker = () => ({ async *run() {}, close: async () => undefined });
    expect(() => createPool({ slots: 0, createWorker })).toThrow(RangeError);
  });
});
