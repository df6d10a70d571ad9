/**
 * Files that the components of a message show. Discord names those there alone, and not among the message's attachments
 * (discord/discord-api-docs#8277).
 */

export interface ShownFile {
  /** The attachment's. */
  readonly id: string;
  /** Without its folder, as the address has it. */
  readonly name: string;
  readonly url: string;
  /** As Discord says; null where it does not. */
  readonly contentType: string | null;
}

function nameOf(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1)! : '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** @param value components as Discord sends them, of any depth. Pictures from elsewhere in them are no files of the message. */
export function shownFiles(value: unknown): readonly ShownFile[] {
  if (typeof value !== 'object' || value === null) return [];
  const { attachment_id: id, url, content_type: type } = value as Readonly<Record<string, unknown>>;
  if (typeof id === 'string' && typeof url === 'string')
    return [{ id, name: nameOf(url), url, contentType: typeof type === 'string' ? type : null }];
  return Object.values(value).flatMap(shownFiles);
}
