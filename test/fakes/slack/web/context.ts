/** What the methods of the Web API have before them, and what they all ask. */
import { messageKey, type State } from '../state/state.js';
import type { StoredFile } from '../state/stored-file.js';
import type { StoredInstallation } from '../state/stored-installation.js';
import type { StoredMessage } from '../state/stored-message.js';
import type { Body, Channel } from '../world.js';
import { Refusal } from './refusal.js';

export interface Context {
  readonly state: State;
  readonly installation: StoredInstallation;
  readonly body: Body;
}

/** @returns what is answered beside `ok: true`. @throws Refusal */
export type Handler = (context: Context) => Body;

/** A field that has to be there. @throws Refusal */
export function need(body: Body, name: string, error = 'invalid_arguments'): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '')
    throw new Refusal(error, {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  return value;
}

/** @throws Refusal */
export function demandScope({ scopes }: StoredInstallation, scope: string): void {
  if (!scopes.has(scope))
    throw new Refusal('missing_scope', { needed: scope, provided: [...scopes].join(',') });
}

const kindScopes = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const;
/** The scope that a conversation of this kind asks for. */
export const kindScope = ({ kind }: Channel, what: 'read' | 'history'): string =>
  `${kindScopes[kind]}:${what}`;

/** A channel that the bot knows of: public ones, and those where it is a member. @throws Refusal */
export function findChannel({ state, installation }: Context, id: unknown): Channel {
  const channel = state.channels.get(String(id));
  if (
    channel === undefined ||
    !installation.serves(channel.team) ||
    (channel.kind !== 'public' && !channel.members.has(installation.botUser.id))
  )
    throw new Refusal('channel_not_found');
  return channel;
}

/** A channel where the bot may write. @throws Refusal */
export function findWritable(context: Context, id: unknown): Channel {
  const channel = findChannel(context, id);
  const { scopes, botUser } = context.installation;
  if (channel.isArchived) throw new Refusal('is_archived');
  const isIn = channel.members.has(botUser.id);
  if (!isIn && !(channel.kind === 'public' && scopes.has('chat:write.public')))
    throw new Refusal('not_in_channel');
  return channel;
}

/** A message that all members see. @throws Refusal */
export function findMessage({ state }: Context, channel: Channel, ts: unknown): StoredMessage {
  const message = state.messages.get(messageKey(channel, String(ts)));
  if (message === undefined || message.isDeleted || message.ephemeralFor !== null)
    throw new Refusal('message_not_found');
  return message;
}

/** Whether the bot may have a file: its own, one shared where it is a member, one that it was handed. */
export const isVisible = (
  { state, installation }: Pick<Context, 'state' | 'installation'>,
  file: StoredFile,
): boolean =>
  installation.serves(file.team) &&
  (file.user === installation.botUser.id ||
    file.isGranted ||
    [...file.sharedIn].some((id) => state.channels.get(id)?.members.has(installation.botUser.id)));

/** @throws Refusal */
export function findFile(context: Context, id: unknown): StoredFile {
  const file = context.state.files.get(String(id));
  if (
    file === undefined ||
    file.stage === 'promised' ||
    file.stage === 'uploaded' ||
    !isVisible(context, file)
  )
    throw new Refusal('file_not_found');
  if (file.isDeleted) throw new Refusal('file_deleted');
  return file;
}
