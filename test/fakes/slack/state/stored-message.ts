/** A message as the fake keeps it. */
import type { Watch } from '../../discord/state/watch.js';
import type { Block, Body, Channel, Message, Revision, SlackFile } from '../world.js';
import { walkBlocks, wordsOf } from './blocks.js';

interface About {
  readonly ts: string;
  readonly channel: Channel;
  readonly author: string;
  readonly thread: string | null;
  readonly ephemeralFor: string | null;
  readonly first: Revision;
  readonly metadata?: Body | null;
}

export class StoredMessage implements Message {
  readonly ts: string;
  readonly channel: Channel;
  readonly author: string;
  thread: string | null;
  readonly ephemeralFor: string | null;
  metadata: Body | null;
  readonly reactions = new Map<string, Set<string>>();
  readonly revisions: Revision[];
  /** What was chosen in it, by block_id. */
  readonly filled = new Map<string, Body>();
  /** What the bot offered in menus that ask it, by block_id and action_id with `/` between. */
  readonly offered = new Map<string, readonly Body[]>();
  /** Whether it says that it was edited: by a text alone. */
  isEdited = false;
  isDeleted = false;
  readonly #watch: Watch;

  constructor({ first, metadata, ...about }: About, watch: Watch) {
    this.ts = about.ts;
    this.channel = about.channel;
    this.author = about.author;
    this.thread = about.thread;
    this.ephemeralFor = about.ephemeralFor;
    this.metadata = metadata ?? null;
    this.revisions = [first];
    this.#watch = watch;
  }

  get now(): Revision {
    return this.revisions.at(-1)!;
  }
  get text(): string {
    return this.now.text;
  }
  get blocks(): readonly Block[] {
    return this.now.blocks;
  }
  get files(): readonly SlackFile[] {
    return this.now.files;
  }
  get edits(): number {
    return this.revisions.length - 1;
  }
  get parts(): readonly Block[] {
    return [...walkBlocks(this.blocks)];
  }
  get words(): string {
    return this.blocks.length > 0 ? wordsOf(this.blocks) : this.text;
  }

  /** Puts it into another state. */
  change(to: Revision): void {
    this.revisions.push(to);
    this.#watch.changed();
  }

  async until(is: (message: Message) => boolean, ms = 20_000): Promise<Message> {
    await this.#watch.until(() => is(this), ms);
    return this;
  }
}
