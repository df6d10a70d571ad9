/** `impasto info`: what a picture's own file says of how it was painted. */
import { StudioError } from '../errors.js';
import { decodeLimits } from '../image/limits.js';
import { readRecord } from '../image/record.js';
import { sanitize } from '../reply/sanitize.js';
import { readCapped } from '../request/pictures.js';
import type { Gallery } from '../request/presets.js';
import { asciiJson, type PictureRecord, parseRecord, type RecordedPicture } from '../request/record.js';
import { parseSheetRecord } from '../request/sheet-record.js';
import { suggestSettings } from '../request/suggested.js';
import { type AgainCommand, againCommand } from './again-command.js';
import type { Io } from './io.js';
import { type Fact, recipeFacts } from './recipe-facts.js';
import { describeSheetRecord } from './sheet-info.js';
import { shellQuote } from './shell-quote.js';

/**
 * What the file of a picture says. Its pixels are not looked at.
 * @throws StudioError 'record-missing' where it says nothing that we know, and what `readCapped` throws.
 */
export async function readPictureRecord(path: string): Promise<PictureRecord> {
  const record = parseRecord((await readText(path)) ?? '');
  if (record === null) throw new StudioError('record-missing', { path });
  return record;
}

const readText = async (path: string) => readRecord(await readCapped(path, decodeLimits.maxBytes));

/**
 * Prints it, and the command that paints the same again.
 * @throws StudioError as `readPictureRecord`.
 */
export async function info(
  { image, json }: { readonly image: string; readonly json: boolean },
  { gallery, io }: { readonly gallery: Gallery; readonly io: Pick<Io, 'stdout'> },
): Promise<void> {
  const sheet = parseSheetRecord((await readText(image)) ?? '');
  if (sheet !== null) return io.stdout(describeSheetRecord(image, sheet, json));
  const record = await readPictureRecord(image);
  const again = againCommand(record, await suggestedNames(record, gallery));
  const command = again.words.map(shellQuote).join(' ');
  const text = json
    ? `${asciiJson({ type: 'info', file: image, ...record, command, unnamed: again.unnamed })}\n`
    : describe(image, record, again, command);
  io.stdout(text);
}

async function suggestedNames(
  { settings: { style } }: PictureRecord,
  gallery: Gallery,
): Promise<ReadonlySet<string>> {
  try {
    return new Set(Object.keys(await suggestSettings((style ?? []) as readonly string[], gallery)));
  } catch (error) {
    // Why: a style that is gone suggests nothing; the one who paints again is told of it.
    if (error instanceof StudioError) return new Set();
    throw error;
  }
}

function describe(image: string, record: PictureRecord, { unnamed }: AgainCommand, command: string): string {
  const { settings, pictures, recipe, device, stoppedAt, shows } = record;
  const stopped = stoppedAt === undefined ? '' : `, stopped after ${stoppedAt} of its steps`;
  const placeholders = unnamed.length === 0 ? '' : ` (it names no ${unnamed.join(', ')}: put yours there)`;
  const typed = Object.entries(settings).map(([name, value]): Fact => [name, [value].flat().join('  ')]);
  const ran: readonly Fact[] = [
    ...recipeFacts(recipe),
    ...(device === '' ? [] : [['device', device] as const]),
  ];
  return [
    `${sanitize(image)} ${shows === undefined ? 'was' : `shows (${shows}) a picture that was`} painted by Impasto${stopped}.\n`,
    section('Pictures', pictureFacts(pictures)),
    section('Settings', typed),
    section('As it ran', ran),
    `\nAgain${placeholders}:\n  ${command}\n`,
  ].join('');
}

/** Letters of one fact: all layers of VGG19 with weights fit. */
const maxShown = 1000;

function section(title: string, facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `  ${name.padEnd(width)}  ${sanitize(value, maxShown)}\n`);
  return `\n${title}\n${lines.join('')}`;
}

function pictureFacts({ content, styles, masks, init }: PictureRecord['pictures']): readonly Fact[] {
  const tell = (kind: string, all: readonly RecordedPicture[]) =>
    all.map(({ name, weight, sha256 }, k): Fact => {
      const share = weight === undefined || all.length === 1 ? '' : `, weight ${weight}`;
      return [all.length === 1 ? kind : `${kind} ${k + 1}`, `${name ?? 'unnamed'}${share}, sha256 ${sha256}`];
    });
  return [
    ...tell('photo', content === null ? [] : [content]),
    ...tell('style', styles),
    ...tell('mask', masks),
    ...tell('start', init === null ? [] : [init]),
  ];
}
