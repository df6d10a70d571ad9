/** What tests do to requests: failing them, and keeping their answers. */
import type { Failure, FakeRequest, Hold, Route } from '../fake.js';

export type Stage = 'arrived' | 'accepted';

interface Waiting {
  readonly route: Route;
  readonly stage: Stage;
  readonly wants: (request: FakeRequest) => boolean;
  readonly reach: (request: FakeRequest) => void;
  /** Whether the connection is to be cut. */
  readonly end: Promise<boolean>;
}

export interface Controls {
  failNext(failure: Failure): void;
  hold(route: Route, about?: { stage?: Stage; wants?: (request: FakeRequest) => boolean }): Hold;
  /** The error that a request is to get, used up with it. */
  takeFailure(request: FakeRequest): Failure | null;
  /** Waits where the request is held at the stage. @returns false where its connection is to be cut. */
  pass(request: FakeRequest, stage: Stage): Promise<boolean>;
  /** Cuts all that are held. */
  dropAll(): void;
}

export function createControls(): Controls {
  const failures: { readonly failure: Failure; left: number }[] = [];
  let waiting: Waiting[] = [];
  const drops = new Set<() => void>();

  return {
    failNext: (failure) => void failures.push({ failure, left: failure.times ?? 1 }),
    hold(route, { stage = 'accepted', wants = () => true } = {}) {
      let reach: (request: FakeRequest) => void = () => {};
      let settle: (isCut: boolean) => void = () => {};
      const held = new Promise<FakeRequest>((resolve) => {
        reach = resolve;
      });
      const end = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      const entry = { route, stage, wants, reach, end };
      waiting.push(entry);
      const finish = (isCut: boolean) => () => {
        waiting = waiting.filter((one) => one !== entry);
        settle(isCut);
      };
      drops.add(finish(true));
      return { held, release: finish(false), drop: finish(true) };
    },
    takeFailure({ route }) {
      const found = failures.find(({ left, failure }) => left > 0 && (failure.route ?? route) === route);
      if (found === undefined) return null;
      found.left -= 1;
      return found.failure;
    },
    async pass(request, stage) {
      const entry = waiting.find(
        (one) => one.route === request.route && one.stage === stage && one.wants(request),
      );
      if (entry === undefined) return true;
      waiting = waiting.filter((one) => one !== entry);
      entry.reach(request);
      return !(await entry.end);
    },
    dropAll() {
      for (const drop of drops) drop();
    },
  };
}
