/** What the file of a sheet says: how it was made, and the command that makes it again. */
import { sanitize } from '../reply/sanitize.js';
import { asciiJson } from '../request/record.js';
import { exploreOptions, gridOptions } from '../request/sheet-options.js';
import type { SheetRecord } from '../request/sheet-record.js';
import { typeOption } from './again-command.js';
import { shellQuote } from './shell-quote.js';

/** The photo goes first, as typed. */
function sheetCommand({ command, typed, where }: SheetRecord): string {
  const { content, ...rest } = typed;
  const photo = typeof content !== 'string' ? [] : [content.startsWith('-') ? `./${content}` : content];
  const options = Object.entries({ ...rest, ...where }).flatMap(([name, value]) => typeOption(name, value));
  return ['impasto', command, ...photo, ...options].map(shellQuote).join(' ');
}

/** For people, or as one JSON object. */
export function describeSheetRecord(image: string, record: SheetRecord, json: boolean): string {
  const command = sheetCommand(record);
  if (json) return `${asciiJson({ type: 'info', file: image, ...record, command })}\n`;
  const table = { grid: gridOptions, explore: exploreOptions }[record.command];
  const names = Object.keys(table).filter((name) => Object.hasOwn(record.typed, name));
  const facts = [
    ...names.map((name) => [name, [record.typed[name]!].flat().join('  ')] as const),
    ...Object.entries(record.where),
  ];
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `  ${name.padEnd(width)}  ${sanitize(String(value), 1000)}\n`);
  return `${sanitize(image)} is a sheet of pictures by \`impasto ${record.command}\`.\n\nSettings\n${lines.join('')}\nAgain:\n  ${command}\n`;
}
