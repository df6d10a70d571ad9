/** response_url: interactivity/handling-user-interaction, "Message responses". */
import { type Content, maxText, post, readContent, removeMessage } from '../state/compose.js';
import { installationOf, type ResponseAddress, type State } from '../state/state.js';
import type { StoredInstallation } from '../state/stored-installation.js';
import type { StoredMessage } from '../state/stored-message.js';
import type { Body, Revision } from '../world.js';
import type { Answer, Visit } from './addresses.js';
import { Refusal } from './refusal.js';

const isTrue = (value: unknown) => value === true || value === 'true';

/** What the application shows somebody for whom it did nothing but answer: no membership is needed. */
export function leave(
  state: State,
  installation: StoredInstallation,
  address: ResponseAddress,
  body: Body,
  by: Revision['by'],
): StoredMessage | null {
  const { source, user, channel } = address;
  // Messages of people are theirs.
  const own = source?.author === installation.botUser.id ? source : null;
  if (isTrue(body.delete_original)) {
    if (own !== null) removeMessage(state, own);
    return null;
  }
  const content: Content = readContent({ state, installation }, body, maxText);
  if (isTrue(body.replace_original) && own !== null) {
    own.change({ at: state.time.now(), by, ...content, files: own.files });
    return own;
  }
  const ephemeralFor = body.response_type === 'in_channel' ? null : user.id;
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : null;
  return post(state, { channel, author: installation.botUser.id, by, ephemeralFor, thread, ...content });
}

const refuse = (status: number, error: string, details: Body = {}): Answer => ({
  ...{ status, error },
  body: { ok: false, error, ...details },
});

export function respond(state: State, { path, body }: Visit): Answer {
  const address = state.addresses.get(path);
  const { uses, lifeMs } = state.settings.responseUrl;
  if (address === undefined) return refuse(404, 'invalid_url');
  if (state.time.now() - address.at > lifeMs) return refuse(404, 'expired_url');
  if (address.uses >= uses) return refuse(404, 'used_url');
  const installation = installationOf(state, address.channel.team);
  if (installation === null) return refuse(404, 'invalid_url');
  try {
    const left = leave(state, installation, address, body, 'response_url');
    address.uses += 1;
    if (left !== null && !address.messages.includes(left)) address.messages.push(left);
    state.watch.changed();
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(400, error.error, error.details);
  }
}
