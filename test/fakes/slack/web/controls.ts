/** What tests do to requests: failing them, and keeping their answers. */
import type { Failure, FakeRequest, Hold } from '../fake.js';
import type { Call } from './methods.js';

export type Stage = 'arrived' | 'accepted';

interface Waiting {
  readonly call: Call;
  readonly stage: Stage;
  readonly wants: (request: FakeRequest) => boolean;
  readonly reach: (request: FakeRequest) => void;
  /** Whether the connection is to be cut. */
  readonly end: Promise<boolean>;
}

export interface Controls {
  failNext(failure: Failure): void;
  hold(call: Call, about?: { stage?: Stage; wants?: (request: FakeRequest) => boolean }): Hold;
  /** The error that a request is to get, used up with it. */
  takeFailure(request: FakeRequest): Failure | null;
  /** Waits where the request is held at the stage. @returns false where its connection is to be cut. */
  pass(request: FakeRequest, stage: Stage): Promise<boolean>;
  /** Cuts all that are held. */
  dropAll(): void;
}

export function createControls(): Controls {
  const failures: { readonly failure: Failure; left: number }[] = [];
  const drops = new Set<() => void>();
  let waiting: readonly Waiting[] = [];
  const forget = (entry: Waiting) => {
    waiting = waiting.filter((one) => one !== entry);
  };

  return {
    failNext: (failure) => void failures.push({ failure, left: failure.times ?? 1 }),
    hold(call, { stage = 'accepted', wants = () => true } = {}) {
      const { promise: held, resolve: reach } = defer<FakeRequest>();
      const { promise: end, resolve: settle } = defer<boolean>();
      const entry = { call, stage, wants, reach, end };
      waiting = [...waiting, entry];
      const finish = (isCut: boolean) => () => {
        forget(entry);
        settle(isCut);
      };
      drops.add(finish(true));
      return { held, release: finish(false), drop: finish(true) };
    },
    takeFailure({ call }) {
      const found = failures.find(({ left, failure }) => left > 0 && (failure.call ?? call) === call);
      if (found === undefined) return null;
      found.left -= 1;
      return found.failure;
    },
    async pass(request, stage) {
      const entry = waiting.find(
        (one) => one.call === request.call && one.stage === stage && one.wants(request),
      );
      if (entry === undefined) return true;
      forget(entry);
      entry.reach(request);
      return !(await entry.end);
    },
    dropAll() {
      for (const drop of drops) drop();
    },
  };
}

/** A promise with its end in hand. */
export function defer<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}
