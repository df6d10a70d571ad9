/** Pictures: by a file's id, or an address that is not followed. */
import { escapeHtml } from '../../discord/view/escape.js';
import { sniffType } from '../state/stored-file.js';
import type { Block, Body } from '../world.js';
import { renderPlain } from './mrkdwn.js';
import type { ShownMessage, ViewContext } from './shown.js';

type Files = Pick<ViewContext, 'files'>;

function renderBytes(bytes: Uint8Array | undefined, alt: string): string {
  const type = bytes === undefined ? '' : sniffType(bytes);
  return type.startsWith('image/')
    ? `<img src="data:${type};base64,${Buffer.from(bytes!).toString('base64')}" alt="${escapeHtml(alt)}">`
    : `<span class="lost">${escapeHtml(alt)}</span>`;
}

/** An image block's or element's picture. */
export function renderPicture(image: Block, { files }: Files): string {
  const { id = '', url = '' } = (image.slack_file ?? {}) as { id?: string; url?: string };
  // The address of a file has its id in it.
  const named = id || (/\/files\/T[^-]+-([^/]+)\//.exec(url)?.[1] ?? '');
  return renderBytes(files.get(named), String(image.alt_text));
}

export function renderImage(block: Block, context: Files): string {
  const title = (block.title as Body | undefined)?.text;
  const caption = title === undefined ? '' : `<figcaption>${renderPlain(String(title))} ▾</figcaption>`;
  return `<figure class="picture">${caption}${renderPicture(block, context)}</figure>`;
}

/** Files that were shared with a message. */
export const renderFiles = (files: ShownMessage['files'], context: Files): string =>
  files
    .map(({ id, name, altText }) => {
      const shown = renderBytes(context.files.get(id), altText ?? name);
      return `<figure class="picture"><figcaption>${escapeHtml(name)} ▾</figcaption>${shown}</figure>`;
    })
    .join('');
