/** files.*: the upload in three steps, and what comes of it later. */
import { findThread, post, readBlocks } from '../../state/compose.js';
import { StoredFile } from '../../state/stored-file.js';
import { fileJson } from '../../state/wire.js';
import type { Body, Channel } from '../../world.js';
import {
  type Context,
  findChannel,
  findFile,
  findWritable,
  type Handler,
  isVisible,
  need,
} from '../context.js';
import { Refusal } from '../refusal.js';

/** reference/methods/files.getUploadURLExternal, `alt_txt_too_large`. */
const maxAltText = 1000;

/** Uploads that wait to be completed; others are unknown, completed ones too. */
function findUploads({ state, installation, body }: Context): readonly (readonly [StoredFile, Body])[] {
  if (!Array.isArray(body.files) || body.files.length === 0) throw new Refusal('invalid_arguments');
  return (body.files as Body[]).map((asked) => {
    const file = state.files.get(String(asked.id));
    if (file?.stage !== 'uploaded' || file.user !== installation.botUser.id || file.isDeleted)
      throw new Refusal('file_not_found');
    return [file, asked] as const;
  });
}

function findTargets(context: Context): readonly Channel[] {
  const { channel_id: one, channels } = context.body;
  const ids = one === undefined ? String(channels ?? '').split(',') : [one];
  return ids.filter((id) => id !== '').map((id) => findWritable(context, id));
}

export const files = {
  'files.getUploadURLExternal'({ state, installation, body }) {
    const name = need(body, 'filename');
    const length = Number(body.length);
    // Why the bot's own: an organisation's token uploads to where the bot lives.
    const team = installation.team ?? installation.botUser.team;
    if (!Number.isInteger(length) || length <= 0) throw new Refusal('missing_argument');
    if (length > team.maxFileBytes) throw new Refusal('file_upload_size_restricted');
    // The documents say alt_txt, the SDK sends alt_text.
    const altText = (body.alt_txt ?? body.alt_text ?? null) as string | null;
    if ((altText?.length ?? 0) > maxAltText) throw new Refusal('alt_txt_too_large');
    const { origin } = state;
    const file = new StoredFile({
      id: state.ids.id('file'),
      team,
      user: installation.botUser.id,
      name,
      altText,
      origin,
    });
    state.files.set(file.id, file);
    const path = `/upload/v1/${state.ids.secret(40)}`;
    state.tickets.set(path, { file, length });
    return { upload_url: origin + path, file_id: file.id };
  },

  'files.completeUploadExternal'(context) {
    const { state, installation, body } = context;
    const uploads = findUploads(context);
    const targets = findTargets(context);
    const threads = targets.map((channel) => findThread(state, channel, body.thread_ts));
    const text = typeof body.initial_comment === 'string' ? body.initial_comment : '';
    const blocks = body.blocks === undefined || text !== '' ? [] : readBlocks(context, body.blocks);
    for (const [file, { title }] of uploads) {
      file.stage = 'completed';
      if (typeof title === 'string') file.title = title;
    }
    state.time.after(state.settings.fileReadyMs, () => {
      const made = uploads.map(([file]) => file).filter(({ isDeleted }) => !isDeleted);
      for (const file of made) file.stage = 'ready';
      const author = installation.botUser.id;
      if (made.length > 0)
        for (const [at, channel] of targets.entries())
          post(state, { channel, author, by: 'share', text, blocks, files: made, thread: threads[at]! });
      state.watch.changed();
    });
    return { files: uploads.map(([file]) => fileJson(state, file)) };
  },

  'files.info'(context) {
    return {
      file: fileJson(context.state, findFile(context, need(context.body, 'file', 'file_not_found')), true),
    };
  },

  'files.delete'(context) {
    const file = findFile(context, need(context.body, 'file', 'file_not_found'));
    if (file.user !== context.installation.botUser.id) throw new Refusal('cant_delete_file');
    file.isDeleted = true;
    context.state.watch.changed();
    return {};
  },

  'files.list'(context) {
    const { state, body } = context;
    const channel = body.channel === undefined ? null : findChannel(context, body.channel);
    const list = [...state.files.values()].filter(
      (file) =>
        file.isReady &&
        !file.isDeleted &&
        isVisible(context, file) &&
        (channel === null || file.sharedIn.has(channel.id)) &&
        (body.user === undefined || file.user === body.user),
    );
    return {
      files: list.map((file) => fileJson(state, file, true)),
      paging: { count: list.length, total: list.length, page: 1, pages: 1 },
    };
  },
} as const satisfies Readonly<Record<string, Handler>>;
