/** Messages without pictures: nothing is uploaded for what one person sees for a while. */
import type { types } from '@slack/bolt';
import type { Words } from './api.js';
import type { Payload } from './payload.js';

/** What stands for a file that is still to be uploaded: see payload.ts. */
const isAwaited = (element: object): boolean => {
  const { slack_file: file } = element as { readonly slack_file?: { readonly id?: unknown } };
  return typeof file?.id === 'string' && file.id.startsWith('file:');
};

function withoutFile(block: types.KnownBlock): readonly types.KnownBlock[] {
  if (isAwaited(block)) return [];
  if (!('accessory' in block) || block.accessory === undefined || !isAwaited(block.accessory)) return [block];
  const { accessory: _, ...rest } = block;
  return [rest as types.KnownBlock];
}

/** The words of a message: pictures that would have to be uploaded are left out. */
export const toWords = ({ blocks, text }: Payload): Words => ({ blocks: blocks.flatMap(withoutFile), text });
