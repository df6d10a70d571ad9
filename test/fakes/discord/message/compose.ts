/** Making and changing messages by the rules. */
import { checkMessage } from '../checks/index.js';
import { insist, refuse, refuseForm } from '../rest/refusal.js';
import { findPinged } from '../state/mentions.js';
import type { State } from '../state/state.js';
import { messageFlag, StoredMessage, type StoredRevision } from '../state/stored-message.js';
import type { Attachment, Body, Channel, Component, Revision } from '../world.js';
import { planAttachments, type SentFile } from './attachments.js';

/** What a request says of a message. */
export interface Draft {
  readonly body: Body;
  readonly files: readonly SentFile[];
  /** Bytes that a file may have. */
  readonly maxBytes: number;
  readonly by: Revision['by'];
}

const { ephemeral, loading, componentsV2, suppressEmbeds } = messageFlag;
/** Flags that an edit leaves as they are: an ephemeral message stays one, and components stay their new kind. */
const lasting = ephemeral | componentsV2;

const isSet = (value: unknown) => value !== undefined && value !== null;

/** A field as it is after a request: what is not named stays, null empties. */
const taken = <Value>(body: Body, name: string, before: Value, empty: Value): Value =>
  body[name] === undefined ? before : ((body[name] ?? empty) as Value);

/** Legacy fields have to be emptied by the very edit that turns a message to components. */
function checkTurn(body: Body, before: StoredRevision): void {
  const stays = (['content', 'embeds'] as const).find(
    (name) => before[name].length > 0 && body[name] === undefined,
  );
  if (stays !== undefined)
    throw refuseForm(
      stays,
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${stays}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
}

/** @throws Refusal for what Discord would not take. Changes nothing then. */
function revise(state: State, channel: Channel, draft: Draft, before: StoredRevision | null): StoredRevision {
  const { body, files, maxBytes, by } = draft;
  const hadV2 = ((before?.flags ?? 0) & componentsV2) !== 0;
  const plan = planAttachments(state, body, files, before?.attachments ?? [], {
    channel: channel.id,
    maxBytes,
  });
  insist(
    checkMessage(body, {
      kind: before === null ? 'create' : 'edit',
      hadV2,
      files: plan.fresh,
      kept: plan.kept,
    }),
  );
  const wanted = typeof body.flags === 'number' ? body.flags : 0;
  if (before !== null && !hadV2 && (wanted & componentsV2) !== 0) checkTurn(body, before);

  const kept = (before?.flags ?? 0) & (lasting | (isSet(body.flags) ? 0 : suppressEmbeds));
  const content = taken(body, 'content', before?.content ?? '', '');
  const components = taken<readonly Component[]>(body, 'components', before?.components ?? [], []);
  const embeds = taken<readonly Body[]>(body, 'embeds', before?.embeds ?? [], []);
  const count = plan.fresh.length + plan.kept.length + components.length + embeds.length;
  if (content === '' && count === 0 && !isSet(body.poll)) throw refuse('emptyMessage');
  const attachments = plan.carryOut();
  return { at: state.time.now(), by, content, flags: kept | wanted, components, embeds, attachments };
}

interface About {
  readonly channel: Channel;
  readonly interaction: string | null;
  /** The user whom it is for alone, where it is ephemeral. */
  readonly user: string | null;
  readonly nonce?: string | number | null;
}

function store(state: State, about: About, author: string, first: StoredRevision): StoredMessage {
  const isEphemeral = (first.flags & ephemeral) !== 0;
  const { channel, interaction, nonce } = about;
  const ephemeralFor = isEphemeral ? about.user : null;
  const message = new StoredMessage(
    { id: state.newId(), channel, interaction, author, ephemeralFor, first, nonce: nonce ?? null },
    state.watch,
  );
  state.messages.set(message.id, message);
  state.watch.changed();
  return message;
}

function ping(message: StoredMessage, body: Body): void {
  if (message.ephemeralFor === null) message.pinged = findPinged(body, message.content, message.components);
}

/** A message of the bot's. @throws Refusal */
export function createMessage(state: State, about: About, draft: Draft): StoredMessage {
  const message = store(state, about, state.application, revise(state, about.channel, draft, null));
  ping(message, draft.body);
  return message;
}

/** "Thinking...": what a deferred answer shows until it is edited. */
export function createLoading(state: State, about: About, isEphemeral: boolean): StoredMessage {
  const flags = loading | (isEphemeral ? ephemeral : 0);
  const empty = { content: '', components: [], embeds: [], attachments: [] };
  return store(state, about, state.application, { at: state.time.now(), by: 'callback', flags, ...empty });
}

/** @throws Refusal */
export function editMessage(state: State, message: StoredMessage, draft: Draft): void {
  const wasLoading = message.isLoading;
  message.change(revise(state, message.channel, draft, message.now));
  // A deferred answer's first edit is its posting; later ones ping nobody.
  if (wasLoading) ping(message, draft.body);
}

/** A message of a user's. */
export function writeAs(
  state: State,
  channel: Channel,
  user: string,
  content: string,
  attachments: readonly Attachment[],
): StoredMessage {
  const about = { channel, interaction: null, user: null };
  const nothing = { flags: 0, components: [], embeds: [] };
  return store(state, about, user, { at: state.time.now(), by: 'user', content, attachments, ...nothing });
}

/** Takes a message away, and its files with it. */
export function removeMessage(state: State, message: StoredMessage): void {
  message.isDeleted = true;
  for (const [path, file] of state.attachments)
    if (message.revisions.some(({ attachments }) => attachments.some(({ id }) => id === file.id)))
      state.attachments.delete(path);
  state.watch.changed();
}
