/** What ids in an interaction stand for: `data.resolved`. */
import type { State } from '../state/state.js';
import { attachmentJson, memberJson, partialChannelJson, roleJson, userJson } from '../state/wire.js';
import type { Attachment, Body, Channel, User } from '../world.js';
import { bitsOf } from './dispatch.js';

type Kind = 'attachments' | 'users' | 'members' | 'channels' | 'roles' | 'messages';

export interface Resolved {
  attachment(file: Attachment): string;
  /** The next three: whether there is such a one here. */
  user(id: string): boolean;
  channel(id: string): boolean;
  role(id: string): boolean;
  message(id: string, json: Body): void;
  /** For the payload: nothing where nothing was resolved. */
  json(): Body;
}

/** For what a user does in a channel. */
export function createResolved(state: State, { guild }: Channel, by: User): Resolved {
  const found: Partial<Record<Kind, Record<string, Body>>> = {};
  const add = (kind: Kind, id: string, json: Body) => {
    found[kind] = { ...found[kind], [id]: json };
    return true;
  };
  return {
    attachment(file) {
      add('attachments', file.id, attachmentJson(file, true));
      return file.id;
    },
    user(id) {
      const user = state.users.get(id);
      if (user === undefined) return false;
      const member = guild?.members.get(id);
      if (member !== undefined) add('members', id, memberJson(member));
      return add('users', id, userJson(user));
    },
    channel(id) {
      const channel = state.channels.get(id);
      if (channel === undefined || guild === null || channel.guild !== guild) return false;
      return add('channels', id, partialChannelJson(state, channel, bitsOf(by, channel)));
    },
    role(id) {
      const role = guild?.roles.get(id);
      return role !== undefined && add('roles', id, roleJson(role));
    },
    message: (id, json) => void add('messages', id, json),
    json: () => (Object.keys(found).length === 0 ? {} : { resolved: found }),
  };
}
