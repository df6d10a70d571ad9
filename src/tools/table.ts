/** Rows as aligned columns. */

/**
 * @param header names of the columns.
 * @param rows one text or number per column; columns of numbers are aligned to the right.
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const isNumeric = header.map((_, k) => rows.length > 0 && rows.every((row) => typeof row[k] === 'number'));
  const lines = [header, ...rows].map((row) => header.map((_, k) => String(row[k] ?? '')));
  const widths = header.map((_, k) => Math.max(...lines.map((line) => [...line[k]!].length)));
  const pad = (text: string, k: number) => {
    const space = ' '.repeat(widths[k]! - [...text].length);
    return isNumeric[k] ? space + text : text + space;
  };
  return lines.map((line) => `${line.map(pad).join('  ').trimEnd()}\n`).join('');
}
