/** A message as the fake keeps it. */
import type { Body, Channel, Component, Message, Revision } from '../world.js';
import type { Watch } from './watch.js';

/** Message flags: discord-api-docs, resources/message. */
export const messageFlag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  componentsV2: 1 << 15,
} as const;

export interface StoredRevision extends Revision {
  readonly embeds: readonly Body[];
}

interface About {
  readonly id: string;
  readonly channel: Channel;
  readonly author: string;
  readonly ephemeralFor: string | null;
  readonly interaction: string | null;
  readonly first: StoredRevision;
  readonly nonce?: string | number | null;
}

const holders = ['components', 'accessory', 'component'] as const;

/** Components of all depths, in reading order. */
export function* walkComponents(list: readonly Component[]): Generator<Component> {
  for (const one of list) {
    yield one;
    for (const name of holders) {
      const held = one[name];
      if (held !== undefined && held !== null)
        yield* walkComponents((Array.isArray(held) ? held : [held]) as Component[]);
    }
  }
}

const textDisplay = 10;

/** All that can be read in a message, the lines of its components included. */
export const textOf = (content: string, components: readonly Component[]): string =>
  [
    content,
    ...[...walkComponents(components)]
      .filter(({ type }) => type === textDisplay)
      .map((one) => String(one.content)),
  ]
    .filter((line) => line !== '')
    .join('\n');

export class StoredMessage implements Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: string;
  readonly ephemeralFor: string | null;
  readonly interaction: string | null;
  readonly nonce: string | number | null;
  readonly revisions: StoredRevision[];
  isDeleted = false;
  pinged: readonly string[] = [];
  readonly #watch: Watch;

  constructor({ first, nonce, ...about }: About, watch: Watch) {
    this.id = about.id;
    this.channel = about.channel;
    this.author = about.author;
    this.ephemeralFor = about.ephemeralFor;
    this.interaction = about.interaction;
    this.nonce = nonce ?? null;
    this.revisions = [first];
    this.#watch = watch;
  }

  get now(): StoredRevision {
    return this.revisions.at(-1)!;
  }
  get content() {
    return this.now.content;
  }
  get flags() {
    return this.now.flags;
  }
  get embeds() {
    return this.now.embeds;
  }
  get components() {
    return this.now.components;
  }
  get attachments() {
    return this.now.attachments;
  }
  get isLoading() {
    return (this.now.flags & messageFlag.loading) !== 0;
  }
  get edits() {
    return this.revisions.length - 1;
  }
  get parts(): readonly Component[] {
    return [...walkComponents(this.components)];
  }
  get text(): string {
    return textOf(this.content, this.components);
  }

  /** Puts it into another state. */
  change(to: StoredRevision): void {
    this.revisions.push(to);
    this.#watch.changed();
  }

  async until(is: (message: Message) => boolean, ms = 20_000): Promise<Message> {
    await this.#watch.until(() => is(this), ms);
    return this;
  }
}
