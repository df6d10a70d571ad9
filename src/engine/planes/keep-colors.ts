/**
 * The painting's light with the photo's colours: luminance of one, chroma of the other ("luminance-only transfer",
 * Gatys, Bethge, Hertzmann, Shechtman 2016, arXiv:1606.05897), recombined after the painting as in
 * neural-style's `-original_colors`.
 */
import { createPlanes, type Planes } from './planes.js';
import { resizePlanes } from './resize.js';

/** Rec. 601, as the paper's YIQ and the programs that followed it take it. */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * Departs from the paper where luminance and chroma together leave 0..1: the chroma shrinks until they fit, instead of a
 * clip that would change hue and light.
 * @param painting sRGB planes; values outside 0..1 are clipped first.
 * @param photo of any size; brought to the painting's.
 * @returns planes within 0..1, of the painting's size.
 */
export function keepColors(painting: Planes, photo: Planes): Planes {
  const { width, height } = painting;
  const colors = resizePlanes(photo, width, height, 'lanczos3').data;
  const area = width * height;
  const data = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    let light = 0;
    let grey = 0;
    for (let c = 0; c < 3; c++) {
      light += luma[c]! * Math.min(1, Math.max(0, painting.data[c * area + i]!));
      grey += luma[c]! * colors[c * area + i]!;
    }
    let share = 1;
    for (let c = 0; c < 3; c++) {
      const chroma = colors[c * area + i]! - grey;
      const room = chroma > 0 ? 1 - light : light;
      if (Math.abs(chroma) * share > room) share = room / Math.abs(chroma);
    }
    for (let c = 0; c < 3; c++) {
      const value = light + share * (colors[c * area + i]! - grey);
      data[c * area + i] = Math.min(1, Math.max(0, value));
    }
  }
  return createPlanes(width, height, data);
}
