import { expect, test } from 'vitest';
import type { LogLevel } from '../src/config.js';
import { createLog, writeTo } from '../src/log.js';

const secret = 'hush-hush-hush';
const webhook = 'kR3x_'.repeat(13).concat('abc');

function listen(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const log = createLog({ level, write, clock: () => 1_767_225_600_000, secrets: [secret] });
  const heard = () => lines.map((line) => JSON.parse(line));
  return { log, lines, heard, last: () => heard().at(-1) };
}

test('a line is JSON with level, time, process, fields and message, and nothing of the machine', () => {
  const { log, lines, heard } = listen();
  log.info({ job: 'rokadimu', seconds: 1.5 }, 'started');
  log.warn('alone, 100 %d');
  expect(heard()).toEqual([
    {
      level: 'info',
      time: '2026-01-01T00:00:00.000Z',
      pid: process.pid,
      job: 'rokadimu',
      seconds: 1.5,
      msg: 'started',
    },
    { level: 'warn', time: '2026-01-01T00:00:00.000Z', pid: process.pid, msg: 'alone, 100 %d' },
  ]);
  expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
});

test('what is below the level is not written', () => {
  const { log, heard } = listen('warn');
  log.debug('a');
  log.info({}, 'b');
  log.error('c');
  expect(heard().map(({ msg }) => msg)).toEqual(['c']);
});

test('a child has its fields in every line, and they are cleaned too', () => {
  const { log, last } = listen();
  const child = log
    .child({ door: 'slack', token: 'abc', picture: Buffer.from('abcd') })
    .child({ id: secret });
  child.info({ n: 1 }, 'm');
  expect(last()).toMatchObject({
    door: 'slack',
    token: '[redacted]',
    picture: '[4 bytes]',
    id: '[redacted]',
    n: 1,
  });
});

test('secrets are taken out of messages, fields, names of fields and deep within', () => {
  const { log, lines } = listen();
  log.info(
    { [`at ${secret}`]: { list: [`\n${secret}`], headers: { Authorization: 'x' } } },
    `with ${secret}`,
  );
  expect(lines[0]).not.toContain(secret);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    'at [redacted]': { list: ['\n[redacted]'], headers: { Authorization: '[redacted]' } },
    msg: 'with [redacted]',
  });
});

test('an error keeps its name, message, stack, causes and codes, without the token that discord.js puts there', () => {
  class RateLimitError extends Error {
    override get name() {
      return `RateLimitError[/webhooks/5/${webhook}]`;
    }
    readonly route = `/webhooks/5/${webhook}`;
    readonly requestBody = {
      files: [{ name: 'a.png', data: Buffer.alloc(5000, 7) }],
      json: { content: 'hello', data: JSON.parse(JSON.stringify(Buffer.from('abc'))) },
    };
  }
  const error = new RateLimitError('too fast', {
    cause: new AggregateError([new TypeError(`no ${secret}`)], 'twice'),
  });
  const { log, lines, last } = listen();
  log.error(error);
  expect(lines[0]).not.toContain(webhook);
  expect(lines[0]).not.toContain(secret);
  expect(last()).toMatchObject({
    msg: 'too fast',
    err: {
      name: 'RateLimitError[/webhooks/5/[redacted]]',
      message: 'too fast',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'twice', errors: [{ name: 'TypeError', message: 'no [redacted]' }] },
      requestBody: {
        files: [{ name: 'a.png', data: '[5000 bytes]' }],
        json: { content: 'hello', data: '[3 bytes]' },
      },
    },
  });
  log.warn({ err: error, job: 'rokadimu' }, 'again');
  expect(last()).toMatchObject({ msg: 'again', job: 'rokadimu', err: { message: 'too fast' } });
});

test('whatever is handed over, a line comes of it', () => {
  const circle: Record<string, unknown> = { name: 'circle' };
  circle.self = circle;
  const deep = Array.from({ length: 30 }).reduce<object>((inner) => ({ inner }), {});
  const wide = Object.fromEntries(
    Array.from({ length: 1000 }, (_, k) => [`f${k}`, Array.from({ length: 1000 }, () => ({ k }))]),
  );
  const odd = {
    get broken() {
      throw new Error('no');
    },
    big: 12n,
    bytes: [new Uint8Array(3), new Float32Array(3), new ArrayBuffer(3), new Blob(['abc'])],
    when: new Date(0),
    never: new Date(Number.NaN),
    url: new URL('https://example.org/?token=abc'),
    map: new Map([[1, 2]]),
    nothing: null,
    act: () => 1,
    text: `${'x'.repeat(3990)}${secret}${'y'.repeat(1e6)}`,
  };
  const { log, lines, heard } = listen();
  for (const fields of [circle, deep, wide, odd]) log.info(fields);
  log.info([1, 2]);
  const [first, , , fourth] = heard();
  expect(heard()).toHaveLength(5);
  expect(first).toMatchObject({ name: 'circle', self: '[circular]' });
  expect(lines[1]).toContain('[more]');
  expect(fourth).toMatchObject({
    broken: '[unreadable]',
    big: '12',
    bytes: ['[3 bytes]', '[12 bytes]', '[3 bytes]', '[3 bytes]'],
    when: '1970-01-01T00:00:00.000Z',
    never: null,
    url: 'https://example.org/?token=[redacted]',
    map: '[Map of 1]',
    nothing: null,
  });
  expect(fourth.act).toBeUndefined();
  expect(fourth.text).toMatch(/^x{3990}\[redacted\]… of 1004004$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(50_000);
});

test('a log that cannot be written stops nobody', () => {
  const log = createLog({
    level: 'info',
    write: () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    },
  });
  expect(() => log.info('x')).not.toThrow();
});

test('a stream whose reader has gone or is slow loses lines, and nothing else', () => {
  const listeners: (() => void)[] = [];
  const stream = {
    written: [] as string[],
    writableLength: 0,
    destroyed: false,
    write(text: string) {
      this.written.push(text);
    },
    on: (_: 'error', listener: () => void) => void listeners.push(listener),
  };
  const write = writeTo(stream);
  expect(listeners).toHaveLength(1);
  expect(listeners[0]!).not.toThrow();
  write('a');
  stream.writableLength = 2 ** 20;
  write('b');
  stream.writableLength = 0;
  write('c');
  stream.destroyed = true;
  write('d');
  expect(stream.written).toEqual(['a', 'c']);
});
