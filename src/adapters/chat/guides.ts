/** Pictures beside the photo and the styles: where the styles go, and where to start. */
import type { StylizeInput } from '../../conversation/conversation.js';
import type { RawValue } from '../../request/parse.js';
import type { PictureSource } from '../../request/pictures.js';

/** Of what is asked of a picture, what says how such pictures are meant. */
export type Guidance = Pick<StylizeInput, 'masks' | 'isMaskInverted' | 'initPicture'>;

/** How a flag is given: as a choice of on and off, or as a box. */
export const isOn = (value: RawValue): boolean => value === true || value === 'on' || value === 'true';

/** What was given of them, for the conversation. */
export const guidanceOf = ({
  mask,
  initPicture,
  isMaskInverted,
}: {
  readonly mask: PictureSource | undefined;
  readonly initPicture: PictureSource | undefined;
  readonly isMaskInverted: boolean;
}): Guidance => ({
  ...(mask === undefined ? {} : { masks: [mask], isMaskInverted }),
  ...(initPicture === undefined ? {} : { initPicture }),
});
