/** The conversation of a studio: the same for every door. */
import { commands as commandTable, isCommandName } from '../../commands/all.js';
import { StudioError } from '../errors.js';
import type { JobClock } from '../job/clock.js';
import type { Job } from '../job/job.js';
import { refuse } from '../reply/answer.js';
import { type JobView, presentJob } from '../reply/present-job.js';
import { orderOptions } from '../request/order.js';
import type { Studio } from '../studio.js';
import { createButtons } from './buttons.js';
import { checkNames, optionsAt } from './command-values.js';
import { createCommands } from './commands.js';
import type { Answer, Conversation } from './conversation.js';
import { follow } from './follow.js';
import { standingOf } from './standing.js';
import { createSurroundings } from './surroundings.js';

export interface ConversationParts {
  readonly studio: Studio;
  readonly clock: JobClock;
  /** For new seeds: 0 up to, but without, 1. */
  readonly random: () => number;
}

/** A refusal of the studio as a reply; whatever else goes wrong is thrown. */
async function told(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StudioError) return { type: 'reply', reply: refuse(error) };
    throw error;
  }
}

export function createConversation({ studio, clock, random }: ConversationParts): Conversation {
  const presets = () => [...studio.styles(), ...studio.samples()];

  const view = async ({ requester }: Job): Promise<JobView> => {
    const { 'max-size': maxSize } = await studio.effective(requester);
    return { maxSize, presets: presets() };
  };

  const present = async (job: Job) => {
    const live = job.endedAt === null ? standingOf(studio, job) : null;
    return presentJob(job, live, await view(job));
  };

  const press = createButtons({ studio, clock, random, view });
  const handlers = createCommands({ studio, clock, present, presets });

  return {
    stylize: ({ values, ...input }, { requester, address }, signal) =>
      told(async () => {
        checkNames(commandTable.stylize.name, orderOptions, values);
        const job = await studio.submit({ ...input, requester, values, address }, signal);
        return { type: 'job', job };
      }),

    command: (name, values, { requester }, signal, pictures = {}) =>
      told(async () => {
        if (!isCommandName(name)) {
          throw new StudioError('command-unknown', { name, known: Object.keys(commandTable) });
        }
        if (name === 'stylize') throw new TypeError('Expected a command without pictures, got `stylize`');
        checkNames(name, optionsAt(requester, commandTable[name].options), pictures);
        return { type: 'reply', reply: await handlers[name](values, requester, signal, pictures) };
      }),

    async examine(picture, requester, signal) {
      try {
        await studio.examine(picture, requester, signal);
        return null;
      } catch (error) {
        if (error instanceof StudioError) return refuse(error);
        throw error;
      }
    },

    ...createSurroundings(studio),

    press: (pressed, speaker, signal) => told(() => press(pressed, speaker, signal)),
    present,
    follow: (id, requester, signal) => follow({ studio, clock, view }, id, requester, signal),
  };
}
