/** Slack's Web API by the client of Bolt: the port api.ts. */
import type { types, webApi } from '@slack/bolt';
import type { Place, SlackApi, Words } from './api.js';
import { type AskParts, createAsk } from './asking.js';
import { isFailure } from './failure.js';
import { readFileState } from './file-state.js';
import { isAdminOf } from './rights.js';
import { sendBytes } from './send-bytes.js';

export interface SlackApiParts extends AskParts {
  /** Takes the bytes of uploads. @default the global one */
  readonly fetch?: typeof fetch;
}

/** docs.slack.dev/reference/methods/files.getUploadURLExternal, `alt_txt_too_large`. */
const altLength = 1000;
/** Messages that `newest` looks at. */
const newestLimit = 100;
/** Without it, the app posts where it is a member only. */
const everywhere = 'chat:write.public';

const contentOf = ({ blocks, text }: Words) => ({ blocks: [...blocks], text, parse: 'none' as const });
const quiet = { unfurl_links: false, unfurl_media: false } as const;
const threadOf = ({ thread }: Pick<Place, 'thread'>) => (thread === null ? {} : { thread_ts: thread });

/** @param client of clients.ts, patient or not like the api. */
export function createSlackApi(client: webApi.WebClient, parts: SlackApiParts): SlackApi {
  const ask = createAsk(parts);
  const { fetch: takeBytes = fetch } = parts;
  const bytesParts = { fetch: takeBytes, apiUrl: client.slackApiUrl };
  const once = <Answer>(deed: string, signal: AbortSignal, send: () => Promise<Answer>) =>
    ask({ deed, signal, isRepeatable: false }, send);
  const often = <Answer>(deed: string, signal: AbortSignal, send: () => Promise<Answer>) =>
    ask({ deed, signal, isRepeatable: true }, send);

  return {
    post: (place, words, signal) =>
      once('post', signal, async () => {
        const request = { channel: place.channel, ...threadOf(place), ...contentOf(words), ...quiet };
        const { channel, ts } = await client.chat.postMessage(request);
        return { channel: channel!, message: ts! };
      }),

    async update({ channel, message }, words, signal) {
      await often('update', signal, () => client.chat.update({ channel, ts: message, ...contentOf(words) }));
    },

    async whisper({ channel, thread, user }, words, signal) {
      await once('whisper', signal, () =>
        client.chat.postEphemeral({ channel, user, ...threadOf({ thread }), ...contentOf(words) }),
      );
    },

    async delete({ channel, message }, signal) {
      await once('delete', signal, () => client.chat.delete({ channel, ts: message }));
    },

    async isThere({ channel, message }, signal) {
      try {
        await often('look', signal, () => client.chat.getPermalink({ channel, message_ts: message }));
        return true;
      } catch (error) {
        if (isFailure(error, 'gone')) return false;
        throw error;
      }
    },

    newest: (place, since, signal) =>
      often('look', signal, async () => {
        const range = { channel: place.channel, oldest: (since / 1000).toFixed(6), limit: newestLimit };
        const { messages = [] } = await (place.thread === null
          ? client.conversations.history(range)
          : client.conversations.replies({ ...range, ts: place.thread }));
        return messages
          .filter(({ bot_id: bot, ts }) => bot !== undefined && ts !== undefined)
          .map(({ ts, blocks = [] }) => ({ message: ts!, actions: actionsIn(blocks) }))
          .filter(({ actions }) => actions.length > 0);
      }),

    upload: ({ name, bytes, alt }, signal) =>
      often('upload', signal, async () => {
        // Why not the typed method: it calls the description `alt_text`, Slack calls it `alt_txt`.
        const { upload_url: address, file_id: file } = (await client.apiCall('files.getUploadURLExternal', {
          ...{ filename: name, length: bytes.length },
          ...(alt === '' ? {} : { alt_txt: cut(alt) }),
        })) as webApi.FilesGetUploadURLExternalResponse;
        await sendBytes(address!, bytes, bytesParts, signal);
        return file!;
      }),

    async share(file, title, place, signal) {
      const files: [{ readonly id: string; readonly title: string }] = [{ id: file, title }];
      await once('share', signal, () =>
        client.apiCall('files.completeUploadExternal', {
          ...{ files, ...(place === null ? {} : { channel_id: place.channel, ...threadOf(place) }) },
        }),
      );
    },

    file: (file, signal) =>
      often('file', signal, async () => readFileState((await client.files.info({ file })).file)),

    async deleteFile(file, signal) {
      await often('delete file', signal, () => client.files.delete({ file }));
    },

    openView: (trigger, view, signal) =>
      once('open view', signal, async () => {
        const { view: opened } = await client.views.open({ trigger_id: trigger, view });
        return { id: opened!.id!, hash: opened!.hash! };
      }),

    async updateView({ id, hash }, view, signal) {
      const request = { view_id: id, view, ...(hash === null ? {} : { hash }) };
      await once('update view', signal, () => client.views.update(request));
    },

    async publishHome(user, view, signal) {
      const request = { user_id: user, view: view as types.HomeView };
      await often('publish home', signal, () => client.views.publish(request));
    },

    isAdmin: (user, team, signal) =>
      often('user', signal, async () => isAdminOf((await client.users.info({ user })).user, team)),

    async canPost(channel, signal) {
      try {
        return await often('channel', signal, async () => {
          const { channel: found, response_metadata: about } = await client.conversations.info({ channel });
          if (found?.is_archived === true) return false;
          return found?.is_member !== false || about?.scopes?.includes(everywhere) === true;
        });
      } catch (error) {
        if (!isFailure(error, 'forbidden')) throw error;
        // Why: who may not look may still post.
        return error.word === 'missing_scope';
      }
    },
  };
}

/** No half of a character is left at its end. */
const cut = (alt: string) => alt.slice(0, altLength).replace(/[\ud800-\udbff]$/, '');

/** Of all depths: elements of rows, accessories of sections. */
function actionsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { action_id: id, elements, accessory } = part as { readonly [name: string]: unknown };
  return [...(typeof id === 'string' ? [id] : []), ...actionsIn(elements), ...actionsIn(accessory)];
}
