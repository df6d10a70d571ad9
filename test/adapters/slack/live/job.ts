/** A job of Slack and what is shown of it, small. */
import type { types } from '@slack/bolt';
import { type Address, toJson } from '../../../../src/adapters/slack/address.js';
import type { Words } from '../../../../src/adapters/slack/api.js';
import type { Render } from '../../../../src/adapters/slack/render.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { Job, Json } from '../../../../src/job/job.js';
import type { Reply } from '../../../../src/reply/reply.js';

export const channel = 'C0000000001';
export const message = '1700000000.000001';
export const address: Address = {
  team: 'T0000000001',
  enterprise: null,
  channel,
  thread: null,
  message: null,
};

export type SlackJob = Job & { readonly address: NonNullable<Json> };

/** Of tests with a clock that starts at 0. */
export const jobAt = (where: Partial<Address> = {}, about: Partial<Job> = {}): SlackJob =>
  ({
    id: 'rokadimu',
    requester: {
      ...{ door: 'slack', tenant: 'T0000000001', user: 'U0000000001', channel },
      ...{ roles: [], isModerator: false },
    },
    ...{ address: toJson({ ...address, ...where }), state: 'running', isPrivate: false, createdAt: 0 },
    ...{ endedAt: null, cancelledBy: null, result: null, failure: null },
    ...about,
  }) as SlackJob;

export const replyOf = (kind: Reply['kind'], ...words: string[]): Reply => ({
  ...{ kind, title: 'coffee', isPrivate: false },
  blocks: words.map((text) => ({ type: 'text', text })),
  buttons: [],
});

/** The answer is a picture. */
export const painted = (job = 'rokadimu'): Reply => ({
  ...replyOf('done', 'painted'),
  blocks: [
    { type: 'picture', picture: { type: 'result', job }, alt: 'it', width: 1, height: 1 },
    { type: 'text', text: 'painted' },
  ],
});

/** What is told of a job: `step 3` while it is painted. */
export const shownAs = (
  words: string,
  { job = jobAt(), preview = null }: Partial<Pick<Presented, 'job' | 'preview'>> = {},
): Presented => ({ reply: replyOf(job.state, words), job, preview });

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Something that passes for a picture, and is so large. */
export const png = (bytes: number): Uint8Array => {
  const made = new Uint8Array(bytes);
  made.set(signature.subarray(0, bytes));
  return made;
};

const imageOf = (name: string): types.KnownBlock => ({
  ...{ type: 'image', alt_text: 'drawn' },
  slack_file: { id: `file:${name}` },
});

/** Words as they are, a button with the job's id, the preview, and a result as large as it may be. */
export const renderFor =
  (job = 'rokadimu'): Render =>
  async ({ kind, title, blocks }, { maxBytes, preview }) => {
    const words = blocks.map((block) => ('text' in block ? block.text : `[${block.type}]`));
    const hasResult = blocks.some((block) => block.type === 'picture' && block.picture.type === 'result');
    const text = [`${kind}: ${title}`, ...words].join('\n');
    const size = Math.min(maxBytes, 2 ** 21);
    const files = [
      ...(preview ? [{ name: `preview-${preview.step}.png`, bytes: preview.bytes, alt: 'so far' }] : []),
      ...(hasResult ? [{ name: `result-${size}.png`, bytes: png(size), alt: 'it' }] : []),
    ];
    return {
      ...{ text, files },
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text } },
        ...files.map(({ name }) => imageOf(name)),
        {
          type: 'actions',
          elements: [
            {
              ...{ type: 'button', action_id: `v1:info:${job}`, value: job },
              text: { type: 'plain_text', text: 'Info' },
            },
          ],
        },
      ],
    };
  };

/** Files that a message shows. */
export const shownIn = ({ blocks }: Pick<Words, 'blocks'>): readonly string[] =>
  blocks.flatMap((block) =>
    'slack_file' in block ? [String((block.slack_file as { readonly id?: string }).id)] : [],
  );
