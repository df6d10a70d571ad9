/** Who answers what, as tables: commands by name, presses and forms by what their custom ids mean. */
import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { Job } from '../../job/job.js';
import { refuseUnknownPress } from '../../reply/chat-words.js';
import type { Answerable, Answering } from './answering.js';
import { createCommandDesk } from './command.js';
import { type CustomId, readCustomId } from './custom-id.js';
import type { Desk } from './desk.js';
import { readOptions } from './inputs.js';
import { messageCommand } from './offered.js';
import { createPicker } from './picker.js';
import { answerPress } from './press.js';
import { createSettingsDesk } from './settings-desk.js';
import { chooseStyle, turnStyles } from './style-press.js';
import { answerStylize } from './stylize-command.js';
import { createMessageStylizing } from './stylize-message.js';

/** The job that came of it, for the log; null where none did. */
type Outcome = Promise<Job | null>;
export type Handler<Of extends Answerable> = (answering: Answering<Of>) => Outcome;

/** Of what no job comes from. */
async function none(act: Promise<unknown>): Outcome {
  await act;
  return null;
}

type ByType<Of extends Answerable> = {
  readonly [Type in CustomId['type']]?: (
    answering: Answering<Of>,
    id: Extract<CustomId, { readonly type: Type }>,
  ) => Outcome;
};

const refuseUnknown: Handler<Answerable> = async (answering) => {
  await answering.think(true);
  await answering.refuse(refuseUnknownPress());
  return null;
};

/** Hands on what a custom id means; what is none of ours, or means nothing there, is refused. */
function byCustomId<Of extends Answerable & { readonly customId: string }>(table: ByType<Of>): Handler<Of> {
  return (answering) => {
    const id = readCustomId(answering.interaction.customId);
    const handle = id === null ? undefined : table[id.type];
    return handle === undefined
      ? refuseUnknown(answering)
      : (handle as (answering: Answering<Of>, id: CustomId) => Outcome)(answering, id!);
  };
}

export interface Handlers {
  readonly command: Handler<ChatInputCommandInteraction>;
  readonly messageCommand: Handler<MessageContextMenuCommandInteraction>;
  readonly button: Handler<ButtonInteraction>;
  readonly menu: Handler<StringSelectMenuInteraction>;
  readonly form: Handler<ModalSubmitInteraction>;
  readonly unknown: Handler<Answerable>;
}

export function createHandlers(desk: Desk): Handlers {
  const picker = createPicker(desk);
  const commands = createCommandDesk(desk);
  const messages = createMessageStylizing(desk, picker);
  const settings = createSettingsDesk(desk);

  const openSettings: Handler<ChatInputCommandInteraction> = (answering) => {
    const { interaction } = answering;
    const { action = 'list', name } = readOptions(interaction.options.data).values;
    const isPanel = action === 'list' && name === undefined;
    return none(isPanel ? settings.open(interaction) : commands.answer(answering));
  };

  const byName: Readonly<Record<string, Handler<ChatInputCommandInteraction>>> = {
    stylize: (answering) => answerStylize(desk, picker, answering),
    settings: openSettings,
  };

  return {
    command: (answering) => {
      const { commandName } = answering.interaction;
      const own = Object.hasOwn(byName, commandName) ? byName[commandName] : undefined;
      return own === undefined ? none(commands.answer(answering)) : own(answering);
    },
    messageCommand: (answering) =>
      answering.interaction.commandName === messageCommand
        ? messages.open(answering)
        : refuseUnknown(answering),
    button: byCustomId<ButtonInteraction>({
      job: (answering, { action, job }) => answerPress(desk, answering, action, job),
      'style-page': (answering, { job, page }) => none(turnStyles(desk, answering, job, page)),
      'pick-page': (answering, { request, page }) => none(picker.turn(answering, request, page)),
      page: (answering, { command, page }) => none(commands.turn(answering, command, page)),
      settings: ({ interaction }, { page }) => none(settings.turn(interaction, page)),
    }),
    menu: byCustomId<StringSelectMenuInteraction>({
      job: (answering, { action, job }) =>
        action === 'style' ? chooseStyle(desk, answering, job) : refuseUnknown(answering),
      pick: (answering, { request }) => picker.pick(answering, request),
      settings: ({ interaction }) => none(settings.choose(interaction, interaction.values[0]!)),
    }),
    form: byCustomId<ModalSubmitInteraction>({
      stylize: (answering, { request }) => messages.submit(answering, request),
      setting: ({ interaction }) => none(settings.submit(interaction)),
    }),
    unknown: refuseUnknown,
  };
}
