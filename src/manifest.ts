/**
 * Reads the lists that lie beside shipped files (models, styles, samples): a JSON array of rows, each field checked
 * against a table, so that a slip of the hand is named by file, row and field instead of surfacing later.
 */
import { StudioError } from './errors.js';

/** Reads a whole file; rejects as node:fs does, with `code: 'ENOENT'` where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** What a field must look like: `expected` completes the sentence "`field` must be ...". */
export interface FieldRule<Value> {
  readonly accepts: (value: unknown) => value is Value;
  readonly expected: string;
}

/** One rule per field of a row; fields that are not listed are refused. */
export type RowRules<Row> = { readonly [Field in keyof Row]: FieldRule<Row[Field]> };

function rule<Value>(expected: string, accepts: (value: unknown) => boolean): FieldRule<Value> {
  return { expected, accepts: accepts as (value: unknown) => value is Value };
}

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/** A text with something in it. */
export const text = rule<string>('a text that is not empty', matches(/\S/));
/** A text, or null where nobody knows. */
export const textOrNull = rule<string | null>(
  'a text that is not empty, or null',
  (value) => value === null || matches(/\S/)(value),
);
/** What a person types: small letters, digits and single dashes. */
export const identifier = rule<string>(
  'small letters, digits and dashes',
  matches(/^[a-z0-9]+(-[a-z0-9]+)*$/),
);
/** The name of a file in the manifest's own folder. */
export const fileName = rule<string>('a file name without folders', matches(/^(?!\.)[^/\\\0]+$/));
/** SHA-256 of a file. */
export const sha256 = rule<string>('64 small hexadecimal digits', matches(/^[0-9a-f]{64}$/));
/** A count of bytes or pixels. */
export const count = rule<number>(
  'a whole number above 0',
  (value) => Number.isSafeInteger(value) && Number(value) > 0,
);
export const flag = rule<boolean>('true or false', (value) => typeof value === 'boolean');

/** One of a closed list of texts. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): FieldRule<Choice> {
  return rule<Choice>(`one of ${choices.join(', ')}`, (value) =>
    (choices as readonly unknown[]).includes(value),
  );
}

/** Option values by option name. */
export const settings = rule<Readonly<Record<string, string | number | boolean>>>(
  'an object of option names with texts, numbers or true/false',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => ['string', 'number', 'boolean'].includes(typeof entry)),
);

/**
 * Reads a manifest. Every row has every field of the table and no other, and `id` is unique.
 * @throws StudioError 'file-unreadable' when the file cannot be read, 'manifest-broken' when its content is wrong.
 */
export async function readManifest<Row extends { readonly id: string }>(
  path: string,
  rules: RowRules<Row>,
  readFile: ReadFile,
): Promise<readonly Row[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new StudioError('file-unreadable', { path, detail }, { cause });
  });
  const refuse = (detail: string, cause?: unknown): never => {
    throw new StudioError('manifest-broken', { path, detail }, { cause });
  };
  let rows: unknown;
  try {
    rows = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    return refuse(`it is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  if (!Array.isArray(rows)) return refuse('it must be a list, [ ... ]');
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const fault = findFault(row, rules);
    const name = typeof row?.id === 'string' ? `row "${row.id}"` : `row ${index + 1}`;
    if (fault !== null) refuse(`${name}: ${fault}`);
    if (seen.has(row.id)) refuse(`${name} is there twice`);
    seen.add(row.id);
  }
  return rows as readonly Row[];
}

function findFault<Row>(row: unknown, rules: RowRules<Row>): string | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'it must be an object, { ... }';
  for (const [field, { accepts, expected }] of Object.entries<FieldRule<unknown>>(rules)) {
    if (!Object.hasOwn(row, field)) return `\`${field}\` is missing (${expected})`;
    const value = (row as Record<string, unknown>)[field];
    if (!accepts(value)) return `\`${field}\` must be ${expected}, got ${JSON.stringify(value)}`;
  }
  const stranger = Object.keys(row).find((field) => !Object.hasOwn(rules, field));
  return stranger === undefined ? null : `\`${stranger}\` is no field of it`;
}
