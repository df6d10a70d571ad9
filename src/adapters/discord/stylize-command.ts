/** `/stylize` */
import type { ChatInputCommandInteraction } from 'discord.js';
import { StudioError } from '../../errors.js';
import type { Job } from '../../job/job.js';
import { isOn } from '../chat/guides.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { readOptions } from './inputs.js';
import { paint } from './painting.js';
import type { Picker } from './picker.js';

/** @returns the job; null where there is none (yet). @throws StudioError. */
export async function answerStylize(
  desk: Desk,
  picker: Picker,
  answering: Answering<ChatInputCommandInteraction>,
): Promise<Job | null> {
  const { values, uploads } = readOptions(answering.interaction.options.data);
  const { preset, private: isPrivate, 'invert-mask': invertMask, ...others } = values;
  await answering.think(isPrivate === true);
  const { content, style, mask, 'init-picture': initPicture } = uploads;
  // Discord insists on it; an older registration of ours may not.
  if (content === undefined) throw new StudioError('option-missing', { option: 'content' });
  return paint(desk, picker, answering, {
    ...{ uploads: { content, style, mask, initPicture }, values: others },
    preset: typeof preset === 'string' ? preset : null,
    ...{ isMaskInverted: isOn(invertMask), isPrivate: isPrivate === true },
  });
}
