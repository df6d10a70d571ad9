/** Replies rendered over an album of the test's own, and checked as Discord would. */
import type { APIContainerComponent } from 'discord.js';
import { type Payload, toRequest } from '../../../../src/adapters/discord/payload.js';
import type { Setting } from '../../../../src/adapters/discord/render.js';
import { createRenderer, type RendererParts } from '../../../../src/adapters/discord/renderer.js';
import type { Manner } from '../../../../src/conversation/conversation.js';
import type { Requester } from '../../../../src/job/job.js';
import { answer } from '../../../../src/reply/answer.js';
import type { Block, GalleryItem, Reply } from '../../../../src/reply/reply.js';
import { checkMessage } from '../../../fakes/discord/checks/index.js';
import { done } from '../../../reply/pictures.js';

export const now = Date.UTC(2026, 10, 22, 12);

export const ada: Requester = {
  ...{ door: 'discord', tenant: '77', user: '5', channel: '9', roles: [], isModerator: false },
};

export const setting: Setting = { requester: ada, maxBytes: 10 * 2 ** 20 };

type Album = RendererParts['album'];

const bytesOf = (...words: readonly unknown[]) => new Uint8Array(Buffer.from(words.join(' ')));

const album: Album = {
  preset: async (id) => bytesOf('preset', id),
  ownStyle: async (id, { tenant }) => bytesOf('own', id, tenant),
  photo: async (id) => bytesOf('photo', id),
  style: async (id, index) => bytesOf('style', id, index),
  result: async (id) => ({
    ...{ bytes: bytesOf('result', id), extension: 'png', width: 512, height: 341, how: 'as-is' },
  }),
  thumbnail: async (id) => bytesOf('thumbnail', id),
  plot: async (points) => bytesOf('plot', points),
};

interface Change {
  readonly album?: Partial<Album>;
  readonly job?: RendererParts['job'];
  readonly manner?: Partial<Manner>;
}

export const rendererOf = (change: Change = {}) =>
  createRenderer({
    album: { ...album, ...change.album },
    job: change.job ?? (async (id) => done({ id })),
    manner: async () => ({ isSpoiler: false, isShown: true, ...change.manner }),
    clock: { wall: () => now },
  });

/** What Discord would say of a payload as a new message; null = it takes it. */
export function problemOf(payload: Payload) {
  const { body, files } = toRequest(payload);
  const names = files.map(({ name }) => name!);
  return checkMessage(body, { kind: 'create', hadV2: false, files: names, kept: [] });
}

/** Rendered, and taken by Discord. */
export async function rendered(reply: Reply, more: Partial<Setting> = {}, change: Change = {}) {
  const payload = await rendererOf(change)(reply, { ...setting, ...more });
  const problem = problemOf(payload);
  if (problem !== null) throw new Error(`${problem.message}\n${JSON.stringify(payload.components, null, 1)}`);
  return payload;
}

export const ofBlocks = (...blocks: readonly Block[]): Reply => answer('A title', blocks);

type Component = APIContainerComponent['components'][number];

/** What is in the card. */
export const partsOf = ({ components }: Payload): readonly Component[] =>
  (components[0] as APIContainerComponent).components;

/** All texts, the title first. */
export const textsOf = (payload: Payload): readonly string[] =>
  partsOf(payload).flatMap((part) => {
    if ('content' in part) return [part.content];
    return 'accessory' in part ? part.components.map(({ content }) => content) : [];
  });
export const wordsOf = (payload: Payload) => textsOf(payload).join('\n');

/** Pictures of galleries and thumbnails, in order. */
export const mediaOf = (payload: Payload) =>
  partsOf(payload).flatMap((part) => {
    if ('items' in part) return part.items;
    return 'accessory' in part && 'media' in part.accessory ? [part.accessory] : [];
  });
export const shownOf = (payload: Payload) =>
  mediaOf(payload).map(({ media }) => media.url.replace('attachment://', ''));

/** What can be pressed: label, id, and whether it can be. */
export const pressableOf = (payload: Payload) =>
  partsOf(payload).flatMap((part) =>
    'components' in part
      ? part.components.flatMap((one) =>
          'custom_id' in one && 'label' in one
            ? [{ label: one.label, id: one.custom_id, isDisabled: one.disabled === true }]
            : [],
        )
      : [],
  );

export const item = (id: string, change: Partial<GalleryItem> = {}): GalleryItem => ({
  ...{ picture: { type: 'preset', id }, alt: `Alt of ${id}`, width: 320, height: 200 },
  ...{ id, title: `Title of ${id}`, caption: 'Somebody, 1888. Public domain' },
  ...change,
});

/** As bad as a label can be. */
export const hostile =
  '@everyone <@5> <#9> </x:1> [a](https://evil.example) `x` ||s|| **b** \n# h\n- l\n1. n\n> q\u202e\u0007';
