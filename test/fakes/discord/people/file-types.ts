/** Which files a client lets somebody choose: by their name alone. discord-api-docs, reference, "File Types". */
import { CannotDo } from '../person.js';
import type { Attachment } from '../world.js';

const groups: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.gif', '.jpg', '.jpeg', '.jfif', '.webp', '.avif'],
  video: ['.mp4', '.mov', '.webm'],
  audio: ['.mp3', '.ogg', '.wav', '.flac', '.m4a'],
};

/** @throws CannotDo for a file that is of none of the types, or too large. */
export function checkFile({ filename, size }: Attachment, types: unknown, maxBytes: number): void {
  if (size > maxBytes) throw new CannotDo(`${filename} is larger than ${maxBytes} bytes`);
  if (!Array.isArray(types)) return;
  const endings = types.flatMap((type: string) => groups[type] ?? [type]);
  if (!endings.some((ending) => filename.toLowerCase().endsWith(ending.toLowerCase())))
    throw new CannotDo(`${filename} is none of ${types.join(', ')}`);
}
