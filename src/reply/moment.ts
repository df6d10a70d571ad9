/** `2026-03-01 14:05 UTC`. Why not nearer to the reader: nobody here knows their time zone. @param ms since 1970. */
export function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
