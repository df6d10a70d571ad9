/** `/stylize` */
import type { ChatInputCommandInteraction } from 'discord.js';
import { StudioError } from '../../errors.js';
import type { Job } from '../../job/job.js';
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
  const { preset, private: isPrivate, ...others } = values;
  await answering.think(isPrivate === true);
  const { content, style = null } = uploads;
  // Discord insists on it; an older registration of ours may not.
  if (content === undefined) throw new StudioError('option-missing', { option: 'content' });
  return paint(desk, picker, answering, {
    ...{ content, style, values: others },
    preset: typeof preset === 'string' ? preset : null,
    isPrivate: isPrivate === true,
  });
}
