/** Real time that can leap: clients that wait for real seconds go on, and fifteen minutes pass at once. */
import type { DiscordClock } from './fake.js';

export interface LeapClock extends Required<DiscordClock> {
  /** Lets so many milliseconds pass at once, and wakes whom that concerns. */
  leap(ms: number): void;
}

interface Alarm {
  readonly at: number;
  readonly wake: () => void;
  timer: NodeJS.Timeout;
}

export function createLeapClock(): LeapClock {
  let leapt = 0;
  const alarms = new Set<Alarm>();
  const now = () => performance.now() + leapt;
  const ring = (alarm: Alarm) => {
    clearTimeout(alarm.timer);
    if (alarms.delete(alarm)) alarm.wake();
  };
  const arm = (alarm: Alarm) => setTimeout(() => ring(alarm), Math.max(0, alarm.at - now())).unref();

  return {
    now,
    wall: () => Date.now() + leapt,
    after(ms, wake) {
      const alarm = { at: now() + ms, wake } as Alarm;
      alarm.timer = arm(alarm);
      alarms.add(alarm);
      return () => {
        clearTimeout(alarm.timer);
        alarms.delete(alarm);
      };
    },
    leap(ms) {
      leapt += ms;
      for (const alarm of [...alarms].sort((a, b) => a.at - b.at)) {
        if (alarm.at <= now()) ring(alarm);
        else {
          clearTimeout(alarm.timer);
          alarm.timer = arm(alarm);
        }
      }
    },
  };
}
