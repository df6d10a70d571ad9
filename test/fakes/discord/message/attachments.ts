/**
 * Which files a message has after a request. With `attachments` in the body, those alone that it lists, old and new;
 * without it the old ones and all that were sent. discord-api-docs, reference, "Uploading Files" and resources/message,
 * "Edit Message".
 */
import { refuse, refuseForm } from '../rest/refusal.js';
import type { State } from '../state/state.js';
import { createAttachment, describe, renameFile } from '../state/stored-attachment.js';
import type { Attachment, Body, Upload } from '../world.js';

/** A part of a multipart body, `files[index]`. */
export interface SentFile extends Upload {
  readonly index: number;
}

interface Entry {
  readonly id: string | number;
  readonly filename?: string;
  readonly description?: string | null;
}

export interface Plan {
  /** Names that new files will have. */
  readonly fresh: readonly string[];
  /** Names of those that stay. */
  readonly kept: readonly string[];
  /** Stores the new ones. */
  carryOut(): readonly Attachment[];
}

interface Place {
  readonly channel: string;
  /** Bytes. */
  readonly maxBytes: number;
}

/** @throws Refusal for files that are too large, or that the body does not list right. */
export function planAttachments(
  state: State,
  body: Body,
  files: readonly SentFile[],
  before: readonly Attachment[],
  { channel, maxBytes }: Place,
): Plan {
  if (files.some(({ bytes }) => bytes.length > maxBytes)) throw refuse('tooLarge');
  const listed = Array.isArray(body.attachments) ? (body.attachments as Entry[]) : null;
  const entryOf = (id: string | number) => listed?.find((entry) => String(entry?.id) === String(id));

  for (const [at, entry] of (listed ?? []).entries()) {
    const id = String(entry?.id);
    const isKnown = before.some((one) => one.id === id) || files.some(({ index }) => String(index) === id);
    if (!isKnown)
      throw refuseForm(`attachments[${at}].id`, 'ATTACHMENT_NOT_FOUND', `There is no attachment ${id}.`);
  }
  const lost = files.find(({ index }) => listed !== null && entryOf(index) === undefined);
  if (lost !== undefined)
    throw refuseForm(
      'attachments',
      'ATTACHMENT_NOT_LISTED',
      `files[${lost.index}] has no entry with its index as id.`,
    );

  const kept = before
    .filter(({ id }) => listed === null || entryOf(id) !== undefined)
    .map((one) => {
      const description = entryOf(one.id)?.description;
      return description === undefined ? one : describe(one, description);
    });
  const nameOf = (file: SentFile) => renameFile(entryOf(file.index)?.filename ?? file.filename);
  return {
    fresh: files.map(nameOf),
    kept: kept.map(({ filename }) => filename),
    carryOut: () => [
      ...kept,
      ...files.map((file) => {
        const description = entryOf(file.index)?.description ?? null;
        const upload = { ...file, filename: nameOf(file) };
        return createAttachment(state, upload, `attachments/${channel}`, description);
      }),
    ],
  };
}
