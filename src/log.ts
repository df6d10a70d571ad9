/** What is told to whoever runs it: lines of JSON, each without secrets. */
import { pino } from 'pino';
import type { LogLevel } from './config.js';
import { createRedactor, isSecretField, redacted, redactLine } from './redact.js';

export interface LogMethod {
  /** @param fields what belongs to the line, by name; an error stands as `err`. */
  (fields: object, message?: string): void;
  (message: string): void;
}

/** The port that everything else is handed. Never throws. */
export interface Log {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
  /** A log whose every line has these fields. */
  readonly child: (fields: object) => Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** Takes a whole line with its end. What it throws is dropped: work goes on without a log. See {@link writeTo}. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Values that must never show, such as the configured tokens. */
  readonly secrets?: readonly string[];
}

/** Bounds of one line, so that an error that carries half the program (a socket, a client) stays readable. */
const bounds = { depth: 8, entries: 60, values: 600, letters: 4000 } as const;
/** So much of a long text is searched for secrets before it is shortened: one must not lie across the cut. */
const searchedLetters = 16 * bounds.letters;

/** Logs as JSON lines: level, time (ISO), pid, the fields, `msg`. */
export function createLog({ level, write, clock = Date.now, secrets = [] }: LogOptions): Log {
  const redact = createRedactor(secrets);
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date(clock()).toISOString()}"`,
      // Why: pino's own would look for an error in what is plain already.
      serializers: { err: (value: unknown) => value },
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write(line: string) {
        try {
          write(redactLine(line, redact));
        } catch {
          // Why: a log that cannot be written (a full disk, nobody reading) must not stop what it tells of.
        }
      },
    },
  );
  return wrap(logger, redact);
}

type Redact = (text: string) => string;

function wrap(logger: pino.Logger, redact: Redact): Log {
  const method =
    (level: LogLevel): LogMethod =>
    (fields: object | string, message?: string) => {
      if (!logger.isLevelEnabled(level)) return;
      if (typeof fields === 'string') logger[level](shorten(fields, redact));
      else logger[level](toFields(fields, redact), tellWith(fields, message, redact));
    };
  return {
    debug: method('debug'),
    info: method('info'),
    warn: method('warn'),
    error: method('error'),
    child: (fields) => wrap(logger.child(toFields(fields, redact)), redact),
  };
}

function tellWith(fields: object, message: string | undefined, redact: Redact): string | undefined {
  const text = message ?? (fields instanceof Error ? String(read(fields, 'message')) : undefined);
  return text === undefined ? undefined : shorten(text, redact);
}

function toFields(fields: object, redact: Redact): Record<string, unknown> {
  const walk = createWalk(redact);
  if (fields instanceof Error) return { err: walk(fields, 0) };
  const plain = walk(fields, 0);
  return typeof plain === 'object' && plain !== null ? { ...plain } : { value: plain };
}

/** Anything at all to plain JSON within the bounds: errors with their causes, bytes as their number, circles cut. */
function createWalk(redact: Redact): (value: unknown, depth: number) => unknown {
  const above = new Set<object>();
  let left: number = bounds.values;

  const entriesOf = (value: object): [string, unknown][] => {
    const names = Object.keys(value);
    // Why: these are not enumerable in errors, and are what is looked for there.
    const extra = value instanceof Error ? ['name', 'message', 'stack', 'cause', 'errors'] : [];
    const all = [...new Set([...extra.filter((name) => name in value), ...names])];
    return all.slice(0, bounds.entries).map((name) => [name, read(value, name)]);
  };

  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return shorten(value, redact);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    const bytes = countBytes(value);
    if (bytes !== null) return `[${bytes} bytes]`;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return shorten(value.href, redact);
    if (value instanceof Map || value instanceof Set) return `[${value.constructor.name} of ${value.size}]`;
    if (above.has(value)) return '[circular]';
    left -= 1;
    if (depth >= bounds.depth || left < 0) return '[more]';
    above.add(value);
    try {
      if (Array.isArray(value)) return value.slice(0, bounds.entries).map((entry) => walk(entry, depth + 1));
      const entries = entriesOf(value).map(([name, entry]) => {
        const isSecret = isSecretField(name) && (typeof entry === 'string' || typeof entry === 'object');
        return [redact(name), isSecret && entry !== null ? redacted : walk(entry, depth + 1)];
      });
      return Object.fromEntries(entries);
    } finally {
      above.delete(value);
    }
  };
  return walk;
}

/** A property whose getter may throw. */
function read(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return '[unreadable]';
  }
}

/** How many bytes something holds, or null where it is no bytes. A Buffer has its own JSON form, which counts too. */
function countBytes(value: object): number | null {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (value instanceof Blob) return value.size;
  const data = read(value, 'type') === 'Buffer' ? read(value, 'data') : null;
  return Array.isArray(data) ? data.length : null;
}

function shorten(text: string, redact: Redact): string {
  const clean = redact(text.length > searchedLetters ? text.slice(0, searchedLetters) : text);
  return clean.length > bounds.letters ? `${clean.slice(0, bounds.letters)}… of ${text.length}` : clean;
}

/** The part of a stream that a log needs. */
export interface LogStream {
  readonly writableLength: number;
  readonly destroyed: boolean;
  write(text: string): unknown;
  on(event: 'error', listener: () => void): unknown;
}

/** Lines that wait for a slow reader, bytes: what comes beyond is dropped. */
const maxWaitingBytes = 2 ** 20;

/** Writes lines to a stream (stderr), whose errors are then no longer fatal, and which never fills the memory. */
export function writeTo(stream: LogStream): (line: string) => void {
  stream.on('error', () => {
    // Why: nobody reads any more, or the disk is full; there is nowhere left to tell it.
  });
  return (line) => {
    if (!stream.destroyed && stream.writableLength < maxWaitingBytes) stream.write(line);
  };
}
