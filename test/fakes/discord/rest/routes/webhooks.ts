/** An interaction's webhook: its answer and further messages, for as long as its token lives. */
import { createMessage, editMessage, removeMessage } from '../../message/compose.js';
import { type Interaction, isUserOnly } from '../../state/interaction.js';
import { messageFlag, type StoredMessage } from '../../state/stored-message.js';
import { messageJson } from '../../state/wire.js';
import type { Body } from '../../world.js';
import { bodyOf, type Call, empty, type Handlers, ok } from '../call.js';
import { refuse } from '../refusal.js';
import { aboutOf, draftOf } from './callback.js';

/** Where only the user has the application: receiving-and-responding, "Create Followup Message". */
const maxUserFollowUps = 5;

/** @throws Refusal for a token that is unknown, too old, or of an interaction without an answer. */
function open({ state, params }: Call): Interaction {
  const interaction = state.interactions.get(params.token!);
  if (params.application !== state.application || interaction === undefined) throw refuse('invalidToken');
  if (state.time.now() - interaction.dispatchedAt > state.settings.tokenMs) throw refuse('invalidToken');
  if (interaction.answer === null) throw refuse('unknownWebhook');
  return interaction;
}

function find(call: Call): { readonly interaction: Interaction; readonly message: StoredMessage } {
  const interaction = open(call);
  const own = [interaction.original, ...interaction.followUps];
  const wanted = call.params.message!;
  const message = wanted === '@original' ? interaction.original : own.find((one) => one?.id === wanted);
  if (!message || message.isDeleted) throw refuse('unknownMessage');
  return { interaction, message };
}

const without = (body: Body, flag: number): Body =>
  typeof body.flags === 'number' ? { ...body, flags: body.flags & ~flag } : body;

export const webhooks = {
  'POST /webhooks/{application}/{token}'(call) {
    const { state } = call;
    const interaction = open(call);
    const { original, followUps, maxBytes } = interaction;
    if (original?.isLoading && !original.isDeleted) {
      // As documented, for old applications: it is an edit then, and who sees the message was said when it was deferred.
      const body = without(bodyOf(call), messageFlag.ephemeral);
      editMessage(state, original, { body, files: call.files, maxBytes, by: 'token' });
      return ok(messageJson(state, original));
    }
    if (isUserOnly(interaction) && followUps.length >= maxUserFollowUps) throw refuse('tooManyFollowUps');
    const draft = draftOf(call, interaction, bodyOf(call), 'token');
    const message = createMessage(state, aboutOf(interaction), draft);
    followUps.push(message);
    return ok(messageJson(state, message));
  },

  'GET /webhooks/{application}/{token}/messages/{message}'(call) {
    return ok(messageJson(call.state, find(call).message));
  },

  'PATCH /webhooks/{application}/{token}/messages/{message}'(call) {
    const { interaction, message } = find(call);
    const { maxBytes } = interaction;
    editMessage(call.state, message, { body: bodyOf(call), files: call.files, maxBytes, by: 'token' });
    return ok(messageJson(call.state, message));
  },

  'DELETE /webhooks/{application}/{token}/messages/{message}'(call) {
    removeMessage(call.state, find(call).message);
    return empty;
  },
} satisfies Partial<Handlers>;
