import { expect, it } from 'vitest';
import { startWatchdog } from '../../../src/engine/process/watchdog.js';

function start(seconds: number) {
  let timer = null as { readonly ms: number; readonly tick: () => void } | null;
  let barks = 0;
  const watchdog = startWatchdog(
    seconds,
    () => {
      barks += 1;
    },
    (ms, tick) => {
      timer = { ms, tick };
      return () => {
        timer = null;
      };
    },
  );
  /** Lets time pass, as far as ticks tell. */
  const pass = (time: number) => {
    const { ms = 1 } = timer ?? {};
    for (let passed = 0; passed < time * 1000; passed += ms) timer?.tick();
  };
  return { watchdog, pass, barks: () => barks, isRunning: () => timer !== null };
}

it('barks once, after the silence that it was told of and no later than a tenth more', () => {
  const { pass, barks, isRunning } = start(20);
  pass(20);
  expect(barks()).toBe(0);
  pass(2);
  expect(barks()).toBe(1);
  expect(isRunning()).toBe(false);
});

it('begins anew with every sign of life', () => {
  const { watchdog, pass, barks } = start(20);
  for (let k = 0; k < 10; k++) {
    pass(20);
    watchdog.heard();
  }
  expect(barks()).toBe(0);
  pass(22);
  expect(barks()).toBe(1);
});

it('does not take our own standstill, one late tick, for silence', () => {
  const { pass, barks } = start(20);
  pass(18);
  // An hour later by the clock, and one tick.
  pass(2);
  expect(barks()).toBe(0);
});

it('is quiet once it is stopped', () => {
  const { watchdog, pass, barks } = start(20);
  watchdog.stop();
  pass(100);
  expect(barks()).toBe(0);
});
