/** What `--colors` does: whose colours a picture has, and what is left of the style. */
import { fromPixels } from '../../src/engine/planes/planes.js';
import { colorChoices } from '../../src/engine/port.js';
import { colorHistogram, hellinger } from './color-histogram.js';
import { everywhere, markdown, mean, type Pair, type Parts } from './controls-pairs.js';

/** A table: distances of histograms (color-histogram.ts) to photo and style, and the judge's figures. */
export async function measureColors(pairs: readonly Pair[], { paint, judge }: Parts): Promise<string> {
  const rows = [['colours', 'distance to the photo', 'to the style', 'style gain', 'held out', 'content']];
  for (const colors of colorChoices) {
    const found: number[][] = [];
    for (const { photo, style } of pairs) {
      const made = await paint({ content: photo, styles: [everywhere(style)], colors });
      const [own, photos, styles] = [made, photo, style].map(colorHistogram) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const verdict = await judge.verdict(made, fromPixels(photo), fromPixels(style));
      found.push([
        hellinger(own, photos),
        hellinger(own, styles),
        verdict.style,
        verdict.heldOut,
        verdict.content,
      ]);
    }
    rows.push([
      `\`${colors}\``,
      ...found[0]!.map((_, k) => mean(found.map((figures) => figures[k]!)).toFixed(3)),
    ]);
  }
  const between = pairs.map(({ photo, style }) => hellinger(colorHistogram(photo), colorHistogram(style)));
  rows.push(['(the photo itself)', '0', mean(between).toFixed(3), '0', '0', '1']);
  return `${markdown(rows)}\n`;
}
