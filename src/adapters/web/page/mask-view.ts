/** A mask as the service will understand it, small: white where the style goes. */
import { element } from './dom.js';

/** Pixels of the longer side. */
const side = 96;

/** Opacity where it is transparent somewhere, else lightness (Rec. 601). @param pixels RGBA; changed in place. */
export function drawMask(pixels: Uint8ClampedArray, isInverted: boolean): void {
  let isClear = false;
  for (let i = 3; i < pixels.length; i += 4) isClear ||= pixels[i]! < 255;
  for (let i = 0; i < pixels.length; i += 4) {
    const [red, green, blue, alpha] = pixels.subarray(i, i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const light = isClear ? alpha : (299 * red + 587 * green + 114 * blue) / 1000;
    pixels.fill(isInverted ? 255 - light : light, i, i + 3);
    pixels[i + 3] = 255;
  }
}

export function createMaskView(file: File, isInverted: boolean): HTMLElement {
  const canvas = element('canvas', { class: 'mask', width: 1, height: 1, 'aria-hidden': 'true' });
  // Why nothing where it cannot be read: the service says so when it is sent.
  createImageBitmap(file).then(
    (bitmap) => {
      const scale = side / Math.max(bitmap.width, bitmap.height);
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      const context = canvas.getContext('2d');
      if (context === null) return;
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      const image = context.getImageData(0, 0, canvas.width, canvas.height);
      drawMask(image.data, isInverted);
      context.putImageData(image, 0, 0);
    },
    () => {},
  );
  return canvas;
}
