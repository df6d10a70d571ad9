/** Everything that people do on Discord comes in here, goes to whoever answers it, and is told to the log. */
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RepliableInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { type Answerable, createAnswering, NotTaken } from './answering.js';
import { suggest } from './autocomplete.js';
import { readCustomId } from './custom-id.js';
import type { Desk } from './desk.js';
import { logFailure, toRefusal } from './going-wrong.js';
import { createHandlers, type Handler } from './handlers.js';

/** For the log: nothing that a stranger could have made up, and nothing secret. */
interface About {
  readonly kind: string;
  /** Of the command, or of what was pressed. */
  readonly name: string;
  readonly guild: string | null;
}

interface Row {
  readonly kind: string;
  /** null where the interaction is of another kind. */
  begin(interaction: Interaction): { readonly name: string; run(about: About): Promise<void> } | null;
}

function nameOfPress({ customId }: { readonly customId: string }): string {
  const id = readCustomId(customId);
  if (id === null) return 'unknown';
  return id.type === 'job' ? id.action : id.type;
}

const nameOfCommand = ({ commandName }: { readonly commandName: string }) => commandName;

/** @param is how discord.js says of an interaction that it is one of these. */
const row = <Of extends Interaction>(
  kind: string,
  is: Extract<keyof Interaction, `is${string}`>,
  nameOf: (interaction: Of) => string,
  run: (interaction: Of, about: About) => Promise<void>,
): Row => ({
  kind,
  begin(interaction) {
    if (!interaction[is]()) return null;
    const own = interaction as Of;
    return { name: nameOf(own), run: (about) => run(own, about) };
  },
});

/** Answers each interaction. Never rejects. */
export function createInteractions(desk: Desk): (interaction: Interaction) => Promise<void> {
  const { log, closing } = desk;
  const handlers = createHandlers(desk);

  /** Whatever goes wrong is told to whoever began it, if they can still be reached. */
  const answer =
    <Of extends Answerable>(handle: Handler<Of>) =>
    async (interaction: Of, about: About): Promise<void> => {
      const answering = createAnswering<Of>(desk, interaction);
      try {
        const job = await handle(answering);
        const { acknowledgedMs } = answering;
        const ms = acknowledgedMs === null ? null : Math.round(acknowledgedMs);
        log.info({ ...about, job: job?.id ?? null, acknowledgedMs: ms }, 'discord interaction');
      } catch (error) {
        logFailure(log, error, about);
        const refusal = error instanceof NotTaken ? null : toRefusal(error, closing);
        if (refusal === null) return;
        if (!answering.isBegun) await answering.think(true);
        await answering.refuse(refusal);
      }
    };

  const rows: readonly Row[] = [
    row<AutocompleteInteraction>('autocomplete', 'isAutocomplete', nameOfCommand, (it) => suggest(desk, it)),
    row<ChatInputCommandInteraction>(
      'command',
      'isChatInputCommand',
      nameOfCommand,
      answer(handlers.command),
    ),
    row<MessageContextMenuCommandInteraction>(
      'message command',
      'isMessageContextMenuCommand',
      nameOfCommand,
      answer(handlers.messageCommand),
    ),
    row<ButtonInteraction>('button', 'isButton', nameOfPress, answer(handlers.button)),
    row<StringSelectMenuInteraction>('menu', 'isStringSelectMenu', nameOfPress, answer(handlers.menu)),
    row<ModalSubmitInteraction>('form', 'isModalSubmit', nameOfPress, answer(handlers.form)),
    row<RepliableInteraction>('other', 'isRepliable', () => 'unknown', answer(handlers.unknown)),
  ];

  return async (interaction) => {
    let about: About = { kind: 'other', name: 'unknown', guild: interaction.guildId };
    try {
      for (const { kind, begin } of rows) {
        const begun = begin(interaction);
        if (begun === null) continue;
        about = { ...about, kind, name: begun.name };
        await begun.run(about);
        return;
      }
    } catch (error) {
      logFailure(log, error, about);
    }
  };
}
