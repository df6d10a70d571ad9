/** Where the service keeps the pictures that replies name. */
import type { PictureRef } from '../../../reply/reply.js';

const names = {
  result: () => 'result',
  preview: ({ step }) => `preview-${step}`,
  photo: () => 'photo',
  style: ({ index }) => `style-${index}`,
} as const satisfies {
  [Type in Exclude<PictureRef['type'], 'preset' | 'own-style'>]: (
    ref: Extract<PictureRef, { type: Type }>,
  ) => string;
};

/** The address of a picture to be shown. */
export function pictureUrl(ref: PictureRef): string {
  if (ref.type === 'preset' || ref.type === 'own-style') return presetUrl(ref.id);
  const name = (names[ref.type] as (ref: PictureRef) => string)(ref);
  return `/api/picture/${encodeURIComponent(ref.job)}/${name}`;
}

/** The picture forming, for those that have it. */
export const timelapseUrl = (job: string): string => `/api/picture/${encodeURIComponent(job)}/timelapse`;

/** A preset, a style that was added here, or a sample, small: their ids are all different. */
export const presetUrl = (id: string): string => `/api/preset/${encodeURIComponent(id)}`;

/** The address of a picture to be kept; null for what people have already, or what is not done. */
export function downloadUrl(ref: PictureRef): string | null {
  return ref.type === 'result' ? `${pictureUrl(ref)}?full` : null;
}
