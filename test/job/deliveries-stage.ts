/** Deliveries over stores in memory, with a platform that does what the test says. */
import type { Courier, Parcel } from '../../src/job/courier.js';
import { createDeliveries } from '../../src/job/deliveries.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryDeliveries } from '../fakes/memory-deliveries.js';

const silent = { info: () => undefined, warn: () => undefined };

/** Deliveries with one courier, for Discord. */
export function setUp(deliver: Courier['deliver'], { random = 1, memory = createMemoryDeliveries() } = {}) {
  const clock = createManualClock();
  const { store, jobs } = memory;
  const deliveries = createDeliveries({
    ...{ store, jobs, clock, random: () => random, log: silent },
    couriers: { discord: { deliver } },
  });
  return { clock, deliveries, memory };
}

/** A platform that says no so many times. */
export function stubborn(failures: number) {
  const parcels: Parcel[] = [];
  const deliver: Courier['deliver'] = async (parcel) => {
    parcels.push(parcel);
    if (parcels.length <= failures) throw new Error('not now');
    return 'delivered';
  };
  return { parcels, deliver };
}
