/** What people ask a bot under test for: many servers and people, short jobs, some of which have an accident. */
import { encodeImage } from '../../src/image/encode.js';
import { type Means, means } from '../fakes/platform/couriers.js';
import { type Accident, accidentSeed } from '../fakes/stand-in-render.js';
import type { Order } from './protocol.js';

/** 0..1, the same row of numbers for the same seed (a linear congruential generator; constants of Numerical Recipes). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const pick = <T>(random: () => number, choices: readonly T[]): T =>
  choices[Math.floor(random() * choices.length)]!;

/** A PNG of its own for each salt, base64. */
export async function paintPhoto(salt: number, side = 48): Promise<string> {
  const data = Uint8Array.from(
    { length: side * side * 3 },
    (_, i) => (i * 7 + salt * 31 + (i >> 5) * 13) % 256,
  );
  const bytes = await encodeImage({ width: side, height: side, data }, { format: 'png' });
  return Buffer.from(bytes).toString('base64');
}

/** What happens to the jobs of a stand-in renderer: four of twenty have an accident. */
const drawnAccidents: readonly Accident[] = [
  ...Array<Accident>(16).fill('none'),
  ...(['first-death', 'first-death', 'every-death', 'error'] as const),
];

export interface OrderMaker {
  readonly random: () => number;
  readonly renderer: 'stand-in' | 'real';
}

/** @returns makes an order; what is given stands, the rest is drawn. */
export function createOrders({ random, renderer }: OrderMaker) {
  let salt = 0;
  const style = paintPhoto(1_000_003);

  /** Why apart from the photo: it is drawn in one go, and two orders that are made at the same time share nothing. */
  const draw = (given: { readonly means?: Means; readonly isCalm?: boolean }) => {
    salt += 1;
    const common = {
      tenant: pick(random, ['north', 'east', 'south']),
      user: pick(random, ['ada', 'ben', 'cem', 'dot', 'eve']),
      means: given.means ?? pick(random, means),
      size: 64,
    };
    if (renderer === 'real') return { ...common, salt, steps: 30, strength: 50, seed: salt };
    const accident = given.isCalm ? 'none' : pick(random, drawnAccidents);
    const steps = given.isCalm ? 8 : 10 + Math.floor(random() * 40);
    const at = 1 + Math.floor(random() * steps);
    const strength = 10 + Math.floor(random() * 15);
    return { ...common, salt, steps, strength, seed: accidentSeed(salt, accident, at) };
  };

  return async function order(
    given: { readonly means?: Means; readonly isCalm?: boolean } = {},
  ): Promise<Order> {
    const { salt: own, ...drawn } = draw(given);
    return { ...drawn, content: await paintPhoto(own), style: await style };
  };
}
