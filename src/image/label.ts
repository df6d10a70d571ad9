import type { AlphaPlane } from './alpha.js';
import { escapeMarkup } from './markup.js';
import { sharp } from './vips.js';

/** Drawn by Pango straight from the text: no SVG is read. */
async function draw(text: string, sizePx: number): Promise<AlphaPlane> {
  const { data, info } = await sharp({
    text: { text: escapeMarkup(text), font: `sans ${sizePx}`, dpi: 72, wrap: 'none' },
  })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

let fonts: Promise<boolean> | null = null;

/** Without fonts Pango draws the same box for every letter. */
function hasFonts(): Promise<boolean> {
  fonts ??= Promise.all([draw('i', 20), draw('W', 20)]).then(
    ([thin, wide]) => thin.width !== wide.width,
    () => false, // A Pango that cannot draw at all is a machine without fonts to us.
  );
  return fonts;
}

/**
 * One line of text as a mask, at most `maxWidth` wide (longer text ends in an ellipsis), or null where the machine has
 * no fonts or the text no letters.
 *
 * @param sizePx Height of the font in pixels.
 */
export async function renderLabel(
  text: string,
  sizePx: number,
  maxWidth: number,
): Promise<AlphaPlane | null> {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  if (letters.length === 0 || !(await hasFonts())) return null;
  let mask = await draw(letters.join(''), sizePx);
  while (mask.width > maxWidth && letters.length > 1) {
    letters.length = Math.min(letters.length - 1, Math.floor((letters.length * maxWidth) / mask.width));
    mask = await draw(`${letters.join('').trimEnd()}…`, sizePx);
  }
  return mask.width > maxWidth ? null : mask;
}
