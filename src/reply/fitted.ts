/** What is said of a picture that had to become smaller to be shown. */
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

export interface Fitted {
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly how: 'as-is' | 're-encoded' | 'shrunk';
}

/**
 * @param original the finished picture's PNG. @param maxBytes what a file may have there.
 * @returns null where nothing was done to it.
 */
export function describeFitted(
  { extension, width, height, how }: Fitted,
  original: { readonly width: number; readonly height: number; readonly bytes: number },
  maxBytes: number,
): string | null {
  if (how === 'as-is') return null;
  const head = `The picture has ${mebibytes(original.bytes)} as PNG, more than the ${mebibytes(maxBytes)} that a file may have here`;
  const kind = extension === 'jpg' ? 'JPEG' : extension === 'webp' ? 'WebP' : extension.toUpperCase();
  return how === 're-encoded'
    ? `${head}: this is a ${kind} of the same size.`
    : `${head}: this is a ${kind} of ${width}x${height} instead of ${original.width}x${original.height}.`;
}
