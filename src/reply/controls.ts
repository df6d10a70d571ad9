/** What a picture was asked for beyond what most are: the options that differ from what happens anyway. */
import { formatLayers } from '../request/layers.js';
import { type Order, type OrderValues, orderOptions } from '../request/order.js';

/** Options that are told of every picture. */
const always: ReadonlySet<string> = new Set(['recipe', 'size', 'steps', 'strength', 'colors', 'seed']);

type Name = Exclude<keyof OrderValues, 'recipe' | 'size' | 'steps' | 'strength' | 'colors' | 'seed'>;
const names = (Object.keys(orderOptions) as (keyof OrderValues)[]).filter(
  (name): name is Name => !always.has(name),
);

/** Names of options and their values, as they are typed; without pictures. */
export function changedControls(order: Order): readonly (readonly [option: string, value: string])[] {
  return names.flatMap((name) => {
    const value = order[name];
    if (value === null || value === orderOptions[name].default) return [];
    // A picture to start from stands in its place.
    if (name === 'init' && order.initPicture !== null) return [];
    return [[name, typeof value === 'object' ? formatLayers(value) : String(value)] as const];
  });
}
