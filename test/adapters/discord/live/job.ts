/** A job of Discord and what is shown of it, small. */

import type { Address } from '../../../../src/adapters/discord/address.js';
import { toJson, tokenMs } from '../../../../src/adapters/discord/address.js';
import type { Payload } from '../../../../src/adapters/discord/payload.js';
import type { Render } from '../../../../src/adapters/discord/render.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { Job, Json } from '../../../../src/job/job.js';
import type { Reply } from '../../../../src/reply/reply.js';

/** Of tests with a clock that starts at 0. */
export const address: Address = {
  ...{ application: '100000000000000001', token: 'token', expiresAt: tokenMs },
  ...{ channel: '200000000000000002', message: null },
  ...{ isOriginal: true, isEphemeral: false, isReachable: true, maxBytes: 25 * 2 ** 20 },
};

export type DiscordJob = Job & { readonly address: NonNullable<Json> };

export const jobAt = (where: Partial<Address> = {}, about: Partial<Job> = {}): DiscordJob =>
  ({
    id: 'rokadimu',
    requester: {
      ...{ door: 'discord', tenant: 'guild', user: '300000000000000003', channel: 'art' },
      ...{ roles: [], isModerator: false },
    },
    ...{ address: toJson({ ...address, ...where }), state: 'running', isPrivate: false },
    ...{ endedAt: null, cancelledBy: null, result: null, failure: null },
    ...about,
  }) as DiscordJob;

export const replyOf = (kind: Reply['kind'], ...words: string[]): Reply => ({
  ...{ kind, title: 'coffee', isPrivate: false },
  blocks: words.map((text) => ({ type: 'text', text })),
  buttons: [],
});

/** What is told of a job: `step 3` while it is painted. */
export const shownAs = (
  words: string,
  { job = jobAt(), preview = null }: Partial<Pick<Presented, 'job' | 'preview'>> = {},
): Presented => ({ reply: replyOf(job.state, words), job, preview });

/** All words of a payload, a line each. */
export const wordsOf = ({ components }: Payload): string =>
  components.map((component) => ('content' in component ? component.content : '')).join('\n');

const type = 10;

/** Words as they are, a button with the job's id, the preview as a file, and a result as large as it may be. */
export const render: Render = async ({ kind, title, blocks }, { maxBytes, preview }) => {
  const words = blocks.map((block) => ('text' in block ? block.text : `[${block.type}]`));
  const result = blocks.some((block) => block.type === 'picture' && block.picture.type === 'result');
  return {
    components: [{ type, content: [`${kind}: ${title}`, ...words].join('\n') }],
    files: [
      ...(preview ? [{ name: `preview-${preview.step}.webp`, bytes: preview.bytes, alt: 'so far' }] : []),
      ...(result
        ? [{ name: `result-${maxBytes}.png`, bytes: new Uint8Array(Math.min(maxBytes, 2 ** 21)), alt: 'it' }]
        : []),
    ],
  };
};
