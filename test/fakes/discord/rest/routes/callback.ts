/** The first answer to an interaction. */
import { checkChoices, checkMessage, checkModal } from '../../checks/index.js';
import { createLoading, createMessage, type Draft, editMessage } from '../../message/compose.js';
import type { Choice } from '../../person.js';
import { type Interaction, type InteractionType, interactionType } from '../../state/interaction.js';
import { messageFlag } from '../../state/stored-message.js';
import { messageJson } from '../../state/wire.js';
import type { Body, Component } from '../../world.js';
import { bodyOf, type Call, empty, type Handlers, ok, type Reply } from '../call.js';
import { insist, refuse, refuseForm } from '../refusal.js';

interface Answer {
  /** Interactions that it may be given to. */
  readonly to: readonly InteractionType[];
  /** It changes the message whose component began the interaction. */
  readonly needsSource?: true;
  /** Its message goes into the response: receiving-and-responding, "Interaction Callback Resource Object". */
  readonly showsMessage?: true;
  carryOut(call: Call, interaction: Interaction, data: Body): void;
}

const { command, component, autocomplete, modal } = interactionType;
const talking = [command, component, modal];
const { ephemeral } = messageFlag;

/** The message that an answer makes belongs to. */
export const aboutOf = ({ channel, id, user }: Interaction) => ({
  channel,
  interaction: id,
  user: user.id,
});

/** What a request says, with the flag that is forced upon it where the user may show nothing to others. */
export function draftOf(call: Call, interaction: Interaction, said: Body, by: Draft['by']): Draft {
  const { isKeptPrivate, maxBytes } = interaction;
  const body = isKeptPrivate ? { ...said, flags: Number(said.flags ?? 0) | ephemeral } : said;
  return { body, files: call.files, maxBytes, by };
}

/** Discord's callback types: receiving-and-responding, "Interaction Callback Type". */
const answers: Readonly<Record<number, Answer>> = {
  4: {
    to: talking,
    showsMessage: true,
    carryOut(call, interaction, data) {
      const draft = draftOf(call, interaction, data, 'callback');
      interaction.original = createMessage(call.state, aboutOf(interaction), draft);
    },
  },
  5: {
    to: talking,
    carryOut(call, interaction, data) {
      // Differs from Discord, which passes over other flags than EPHEMERAL: here the slip shows.
      insist(checkMessage(data, { kind: 'defer', hadV2: false, files: [], kept: [] }));
      const isEphemeral = interaction.isKeptPrivate || Number(data.flags ?? 0) === ephemeral;
      interaction.original = createLoading(call.state, aboutOf(interaction), isEphemeral);
    },
  },
  6: {
    to: [component, modal],
    needsSource: true,
    carryOut(_, interaction) {
      interaction.original = interaction.source;
    },
  },
  7: {
    to: [component, modal],
    needsSource: true,
    showsMessage: true,
    carryOut(call, interaction, data) {
      const source = interaction.source!;
      if (source.isDeleted) throw refuse('unknownMessage');
      const { maxBytes } = interaction;
      editMessage(call.state, source, { body: data, files: call.files, maxBytes, by: 'callback' });
      interaction.original = source;
    },
  },
  8: {
    to: [autocomplete],
    carryOut(_, interaction, data) {
      insist(checkChoices(data));
      interaction.choices = data.choices as readonly Choice[];
    },
  },
  9: {
    to: [command, component],
    carryOut(_, interaction, data) {
      insist(checkModal(data));
      interaction.modal = {
        customId: String(data.custom_id),
        title: String(data.title),
        components: data.components as readonly Component[],
        interaction: interaction.id,
      };
    },
  },
};

/** @throws Refusal where the interaction cannot have the answer. */
function choose(type: number, interaction: Interaction): Answer {
  const answer = answers[type];
  const isRight =
    answer?.to.includes(interaction.type) && (!answer.needsSource || interaction.source !== null);
  if (answer === undefined || !isRight)
    throw refuseForm(
      'type',
      'INTERACTION_APPLICATION_COMMAND_INVALID_TYPE',
      `Type ${type} is no answer to it.`,
    );
  return answer;
}

function report(call: Call, interaction: Interaction, type: number, answer: Answer): Reply {
  if (call.query.get('with_response') !== 'true') return empty;
  const message = interaction.original;
  const about = message && {
    response_message_id: message.id,
    response_message_loading: message.isLoading,
    response_message_ephemeral: message.ephemeralFor !== null,
  };
  const shown = answer.showsMessage && message ? { message: messageJson(call.state, message) } : {};
  return ok({
    interaction: { id: interaction.id, type: interaction.type, ...about },
    resource: { type, ...shown },
  });
}

export const callback = {
  'POST /interactions/{interaction}/{token}/callback'(call) {
    const { state, params } = call;
    const interaction = state.interactions.get(params.token!);
    if (interaction === undefined || interaction.id !== params.interaction)
      throw refuse('unknownInteraction');
    if (interaction.answer !== null) throw refuse('acknowledged');
    const at = state.time.now();
    if (at - interaction.dispatchedAt > state.settings.deadlineMs) throw refuse('unknownInteraction');
    const body = bodyOf(call);
    const type = Number(body.type);
    const answer = choose(type, interaction);
    answer.carryOut(call, interaction, (body.data ?? {}) as Body);
    interaction.answer = { type, at };
    interaction.settle();
    state.watch.changed();
    return report(call, interaction, type, answer);
  },
} satisfies Partial<Handlers>;
