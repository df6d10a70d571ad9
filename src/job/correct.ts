/** What was asked of a picture, within what its server allows. Nothing is refused here: it is done as far as it may be. */
import type { JobNote } from './job.js';
import type { EffectiveSettings, SettingSource } from './settings/table.js';

export interface AskedWork {
  /** Steps at full size; null = the person said nothing. */
  readonly steps: number | null;
  /** Long side, pixels; null = the person said nothing. */
  readonly size: number | null;
  /** What the recipe would do for this photo: steps at full size, long side in pixels. */
  readonly ownSteps: number;
  readonly ownSize: number;
}

export interface CorrectedWork {
  /** null = the recipe's own. */
  readonly steps: number | null;
  /** null = the recipe's own. */
  readonly size: number | null;
  /** `steps-limited` and `size-limited`, with both numbers and whose maximum it is. */
  readonly notes: readonly JobNote[];
}

const owners: Readonly<Record<SettingSource, string>> = {
  server: "this server's maximum",
  operator: "the operator's maximum",
  default: 'the maximum here',
};

type CorrectingSettings = Pick<EffectiveSettings, 'default-steps' | 'max-steps' | 'max-size' | 'sources'>;

/** Fills in the server's default and applies its maxima, to what the recipe does of itself as well. */
export function correct(asked: AskedWork, settings: CorrectingSettings): CorrectedWork {
  const steps = asked.steps ?? settings['default-steps'];
  const limited = {
    steps: limit('steps-limited', steps, asked.ownSteps, 'max-steps', settings),
    size: limit('size-limited', asked.size, asked.ownSize, 'max-size', settings),
  };
  return {
    steps: limited.steps.value,
    size: limited.size.value,
    // Why not of a size that nobody asked for: it would be told with every picture, to people who miss nothing.
    notes: [...limited.steps.notes, ...(asked.size === null ? [] : limited.size.notes)],
  };
}

function limit(
  code: JobNote['code'],
  wanted: number | null,
  own: number,
  setting: 'max-steps' | 'max-size',
  settings: CorrectingSettings,
): { readonly value: number | null; readonly notes: readonly JobNote[] } {
  const most = settings[setting];
  const given = wanted ?? own;
  if (given <= most) return { value: wanted, notes: [] };
  return {
    value: most,
    notes: [{ code, detail: `${given} -> ${most}, ${owners[settings.sources[setting]]}` }],
  };
}
