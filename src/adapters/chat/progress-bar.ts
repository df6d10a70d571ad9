/** How far a picture is, as a bar of characters. */

/** So many fit on a phone. */
const cells = 20;
const [full, empty] = ['▰', '▱'];

/** @param value 0..1; null = not known yet. Full only when it is all. */
export function drawBar(value: number | null): string {
  const share = Math.min(1, Math.max(0, Number.isFinite(value) ? value! : 0));
  const filled = share === 1 ? cells : Math.floor(share * cells);
  return full.repeat(filled) + empty.repeat(cells - filled);
}
