/** From a record to the words that a person types to make the picture again. */
import { devices, engines } from '../engine/port.js';
import { formatNumber } from '../request/parse.js';
import {
  type PictureRecord,
  type RecordedPicture,
  type RecordedValue,
  recordedOptions,
} from '../request/record.js';
import { recordedSettings } from '../request/recorded-settings.js';

export interface AgainCommand {
  /** The command and what follows it, not yet quoted. */
  readonly words: readonly string[];
  /** Pictures that the record does not name, as they stand among the words: `<photo>`, `<style 2>`. */
  readonly unnamed: readonly string[];
}

const defaults = recordedSettings(
  Object.fromEntries(Object.entries(recordedOptions).map(([name, option]) => [name, option.default])),
) as Readonly<Record<string, RecordedValue>>;

/**
 * Values that stand for themselves are left out, except those that the style itself would change.
 * @param suggested names of the options that a preset alone suggests values for.
 */
export function againCommand(record: PictureRecord, suggested: ReadonlySet<string>): AgainCommand {
  const { content, style, mask, init, ...rest } = record.settings;
  const { pictures } = record;
  const unnamed: string[] = [];
  const nameOf = (picture: RecordedPicture | null, kind: string) => {
    if (picture?.name !== undefined) return picture.name;
    unnamed.push(`<${kind}>`);
    return `<${kind}>`;
  };
  const listOf = (typed: RecordedValue | undefined, all: readonly RecordedPicture[], kind: string) =>
    Array.isArray(typed)
      ? (typed as readonly string[])
      : all.map((one, k) => nameOf(one, all.length === 1 ? kind : `${kind} ${k + 1}`) + weightOf(one, all));

  const photo = typeof content === 'string' ? content : nameOf(pictures.content, 'photo');
  const styles = listOf(style, pictures.styles, 'style');
  const masks = listOf(mask, pictures.masks, 'mask');
  const start = init ?? (pictures.init && nameOf(pictures.init, 'start'));
  const options: Readonly<Record<string, RecordedValue | null>> = {
    style: styles.length > 0 ? styles : [nameOf(null, 'style')],
    ...rest,
    mask: masks,
    init: start,
    ...whereOf(record),
  };
  const isOwn = (name: string, value: RecordedValue) =>
    !suggested.has(name) && String(value) === String(defaults[name]);
  const words = Object.entries(options).flatMap(([name, value]) =>
    value === null || isOwn(name, value) ? [] : typeOption(name, value),
  );
  return { words: ['impasto', 'stylize', asWord(photo), ...words], unnamed };
}

const weightOf = ({ weight }: RecordedPicture, { length }: readonly RecordedPicture[]) =>
  weight === undefined || length === 1 ? '' : `:${formatNumber(weight)}`;

/** A file whose name begins with a dash is no option. */
const asWord = (path: string) => (path.startsWith('-') ? `./${path}` : path);

/** An option with its value, one word or two for each time that it is given. */
export function typeOption(name: string, value: RecordedValue): readonly string[] {
  if (value === true) return [`--${name}`];
  return [value].flat().flatMap((one) => (one.startsWith('-') ? [`--${name}=${one}`] : [`--${name}`, one]));
}

/** What computed it, as far as that can be asked for: the bytes are the same only there. */
function whereOf({ recipe, device: found }: PictureRecord): Readonly<Record<string, string>> {
  const { engine, device = found, threads } = recipe;
  const known = <Name extends string>(names: readonly Name[], name: unknown) =>
    names.find((one) => one !== 'auto' && one === name);
  return Object.fromEntries(
    Object.entries({
      engine: known(engines, engine),
      device: known(devices, device),
      threads: Number.isSafeInteger(threads) && (threads as number) > 0 ? String(threads) : undefined,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
