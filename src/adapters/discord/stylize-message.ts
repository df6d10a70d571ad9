/** "Stylize this image": a form about the pictures of a message, which must be the first answer, and what comes of it. */
import type { Message, MessageContextMenuCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import type { Job } from '../../job/job.js';
import { refuseForgotten, refuseWithoutPicture } from '../../reply/chat-words.js';
import { within } from '../chat/patience.js';
import { createWaiting } from '../chat/waiting.js';
import type { Answering } from './answering.js';
import { writeCustomId } from './custom-id.js';
import type { Desk } from './desk.js';
import { isPictureByName, type Upload } from './inputs.js';
import { paint } from './painting.js';
import type { Picker } from './picker.js';
import { shownFiles } from './shown-files.js';
import { readStylizeForm, stylizeForm } from './stylize-form.js';

export interface MessageStylizing {
  open(answering: Answering<MessageContextMenuCommandInteraction>): Promise<null>;
  /** @param name of what waits. @returns the job; null where there is none (yet). @throws StudioError. */
  submit(answering: Answering<ModalSubmitInteraction>, name: string): Promise<Job | null>;
}

interface Entry {
  readonly pictures: readonly Upload[];
  readonly user: string;
}

/** For a form to be filled in, milliseconds: Discord's links to pictures are good for longer. */
const lifeMs = 60 * 60_000;
const maxCount = 1000;
/** For the names of the styles to come, milliseconds: a form without them is better than none. */
const stylesMs = 1500;

/** Pictures of ours, and of others whose messages are made of components, are attached to no message. */
function uploadsOf({ attachments, components }: Message): readonly Upload[] {
  const shown = shownFiles(components.map((component) => component.toJSON()));
  const unlisted = new Map(shown.filter(({ id }) => !attachments.has(id)).map((file) => [file.id, file]));
  // Why 0: how large they are is not told.
  return [...attachments.values(), ...[...unlisted.values()].map((file) => ({ ...file, size: 0 }))];
}

export function createMessageStylizing(desk: Desk, picker: Picker): MessageStylizing {
  const { conversation, clock, random, closing } = desk;
  const waiting = createWaiting<Entry>({
    ...{ clock, random, lifeMs, maxCount, maxBytes: Number.POSITIVE_INFINITY },
    expired: () => undefined,
  });
  closing.addEventListener('abort', () => waiting.close(), { once: true });

  return {
    async open(answering) {
      const { interaction, requester } = answering;
      const pictures = uploadsOf(interaction.targetMessage).filter(isPictureByName);
      if (pictures.length === 0) {
        await answering.think(true);
        await answering.refuse(refuseWithoutPicture());
        return null;
      }
      const name = waiting.keep({ pictures, user: requester.user }, 0);
      const none: readonly StyleChoice[] = [];
      const styles = conversation.styles(requester).catch(() => none);
      const choices = await within(clock, stylesMs, styles, none);
      await answering.show(stylizeForm(writeCustomId({ type: 'stylize', request: name }), pictures, choices));
      return null;
    },

    async submit(answering, name) {
      const entry = waiting.find(name);
      const { picture, ...filled } = readStylizeForm(answering.interaction);
      const content = entry?.user === answering.requester.user ? entry.pictures[picture] : undefined;
      await answering.think(content === undefined);
      if (content === undefined) {
        await answering.refuse(refuseForgotten());
        return null;
      }
      // Why it is kept: Discord lets people send a form again where the answer did not arrive.
      const { style, preset, values } = filled;
      const uploads = { content, style: style ?? undefined, mask: undefined, initPicture: undefined };
      return paint(desk, picker, answering, {
        ...{ uploads, preset, values, isMaskInverted: false, isPrivate: false },
      });
    },
  };
}
