/** A bot under test in a process of its own: started, asked, listened to and killed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findPackageRoot } from '../../src/assets.js';
import type { BotEvent, BotOptions, DoorCall, DoorCalls } from './protocol.js';

/** How a process went. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it wrote to stderr, the end of it. */
  readonly stderr: string;
}

export interface BotProcess {
  readonly pid: number;
  /** Settles when it is gone and everything it said has been heard. */
  readonly gone: Promise<Exit>;
  readonly isAlive: () => boolean;
  /** The end of what it has written to stderr so far. */
  readonly stderr: () => string;
  /** @throws Refusal where the door says no, any other error where nobody is there. */
  ask<Call extends DoorCall>(call: Call, body: DoorCalls[Call][0]): Promise<DoorCalls[Call][1]>;
  /** Sends a signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit>;
}

/** The door said no, for a reason that a person would be told. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly code: string) {
    super(code);
  }
}

const entry = join(findPackageRoot(), 'dist/test/crash/bot.js');
const stderrLength = 20_000;

/** Starts a bot; settles when it has gone or its door is open. @param hear is called with each line of its news. */
export async function startBot(options: BotOptions, hear: (event: BotEvent) => void): Promise<BotProcess> {
  const child = spawn(process.execPath, [entry, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let door: string | null = null;
  let isAlive = true;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrLength);
  });
  const gone = new Promise<Exit>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      isAlive = false;
      resolve({ code, signal, stderr });
    });
  });
  const open = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = parseEvent(line);
      if (event === null) return;
      if (event.event === 'open') {
        door = event.door;
        resolve();
      } else hear(event);
    });
  });
  await Promise.race([open, gone]);

  return {
    pid: child.pid!,
    gone,
    isAlive: () => isAlive,
    stderr: () => stderr,
    async ask(call, body) {
      const response = await fetch(`${door}/${call}`, { method: 'POST', body: JSON.stringify(body) });
      const answer = (await response.json()) as { readonly code: string };
      if (!response.ok) throw new Refusal(answer.code);
      return answer as never;
    },
    async end(signal) {
      if (isAlive) child.kill(signal);
      return gone;
    },
  };
}

/** null for a line that a kill cut short, and for what the program says on stdout by itself. */
function parseEvent(line: string): BotEvent | null {
  if (!line.startsWith('{"event"')) return null;
  try {
    return JSON.parse(line) as BotEvent;
  } catch {
    return null;
  }
}
