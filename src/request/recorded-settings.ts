/** From typed values back to how they are typed. */
import type { LayerWeight } from '../engine/port.js';
import { formatLayers } from './layers.js';
import type { Option, ValuesOf } from './option.js';
import { formatNumber } from './parse.js';
import { type PictureRecord, type RecordedValue, recordedOptions } from './record.js';

/**
 * What was asked for, for a record.
 * @param values of the options that shape a picture, as parsed; others may be among them. What is absent is not recorded.
 */
export function recordedSettings(
  values: Readonly<Partial<ValuesOf<typeof recordedOptions>>>,
): PictureRecord['settings'] {
  const entries = Object.entries(recordedOptions).flatMap(([name, option]: [string, Option]) => {
    const typed = retype(option, (values as Readonly<Record<string, unknown>>)[name]);
    return typed === null ? [] : [[name, typed] as const];
  });
  return Object.fromEntries(entries);
}

/** null for what is not typed: a value that is unset, a flag that is off. */
function retype({ type }: Option, value: unknown): RecordedValue | null {
  if (value === null || value === undefined || value === false) return null;
  if (value === true) return true;
  if (type === 'layers') return formatLayers(value as readonly LayerWeight[]);
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === 'number' ? formatNumber(value) : String(value);
}
