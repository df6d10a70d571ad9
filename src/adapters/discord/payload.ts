/** A message as Discord is sent it: components of version 2, and the files that they show. */
import { type APIMessage, type APIMessageTopLevelComponent, MessageFlags, type RawFile } from 'discord.js';
import { shownFiles } from './shown-files.js';

/** A file of a message. Its name stands for its content: what is there under the same name is not sent again. */
export interface Upload {
  /** ASCII letters, digits, `.`, `_` and `-`: Discord drops other letters, and `attachment://` would miss it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For those who do not see it, at most 1024 characters. */
  readonly alt: string;
}

export interface Payload {
  /** At most 40, nested ones included. */
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly Upload[];
}

/** Attachments that a message has, id by file name. */
export type Attached = ReadonlyMap<string, string>;

/** The attachments of a message that Discord answered with. */
export const attachedOf = ({
  attachments = [],
  components = [],
}: Partial<Pick<APIMessage, 'attachments' | 'components'>>): Attached =>
  new Map([
    ...attachments.map(({ filename, id }) => [filename, id] as const),
    ...shownFiles(components).map(({ name, id }) => [name, id] as const),
  ]);

/**
 * The body and files of a request. Nobody is ever mentioned, and what is not listed under `attachments` goes from the
 * message (docs.discord.com/developers/resources/message, "Edit Message").
 * @param attached what the message has already; empty for a new one.
 * @param isEphemeral for a new one: only the user sees it.
 */
export function toRequest(
  { components, files }: Payload,
  attached: Attached = new Map(),
  isEphemeral = false,
) {
  const fresh = files.filter(({ name }) => !attached.has(name));
  return {
    body: {
      flags: MessageFlags.IsComponentsV2 | (isEphemeral ? MessageFlags.Ephemeral : 0),
      components,
      allowed_mentions: { parse: [] as never[] },
      attachments: [
        ...files.filter(({ name }) => attached.has(name)).map(({ name }) => ({ id: attached.get(name)! })),
        ...fresh.map(({ name, alt }, id) => ({ id: String(id), filename: name, description: alt })),
      ],
    },
    files: fresh.map(
      ({ name, bytes }): RawFile => ({
        name,
        data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      }),
    ),
  };
}
