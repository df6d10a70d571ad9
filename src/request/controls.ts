/** From option values to what the engine takes: the controls that hold for every recipe. */
import type { Controls } from '../engine/port.js';
import type { ValuesOf } from './option.js';
import type { controlOptions } from './options.js';

/** The values of `controlOptions`, as parsed. */
export type ControlValues = ValuesOf<typeof controlOptions>;

/** @param values a table's or an order's; more than the controls may be among them. */
export function controlsOf(values: ControlValues): Controls {
  return {
    contentLayers: values['content-layers'],
    styleLayers: values['style-layers'],
    coarseness: values.coarseness,
    pooling: values.pooling,
    contentWeight: values['content-weight'],
    styleWeight: values['style-weight'],
    tvWeight: values['tv-weight'],
    styleScale: values['style-scale'],
  };
}
