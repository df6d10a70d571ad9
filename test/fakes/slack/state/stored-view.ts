/** A modal or a home tab as the fake keeps it. */
import type { Watch } from '../../discord/state/watch.js';
import type { Block, Body, Team, User, View } from '../world.js';
import { completeIds, walkBlocks, wordsOf } from './blocks.js';

interface About {
  readonly id: string;
  readonly user: User;
  readonly team: Team;
  readonly below: StoredView | null;
  /** The channel that the user was at. */
  readonly channel: string | null;
}

export class StoredView implements View {
  readonly id: string;
  readonly user: User;
  readonly team: Team;
  readonly below: StoredView | null;
  readonly channel: string | null;
  readonly revisions: Body[];
  /** What was filled in, by block_id and action_id, as payloads have it. */
  readonly filled = new Map<string, Body>();
  /** What the bot offered in menus that ask it, by block_id and action_id with `/` between. */
  readonly offered = new Map<string, readonly Body[]>();
  hash: string;
  errors: Readonly<Record<string, string>> = {};
  isOpen = true;
  hasTrouble = false;
  readonly #watch: Watch;
  readonly #newId: () => string;

  constructor(about: About, body: Body, watch: Watch, newId: () => string) {
    this.id = about.id;
    this.user = about.user;
    this.team = about.team;
    this.below = about.below;
    this.channel = about.channel;
    this.#watch = watch;
    this.#newId = newId;
    this.hash = newId();
    this.revisions = [this.#complete(body)];
  }

  #complete(body: Body): Body {
    return { ...body, blocks: completeIds(body.blocks as Block[], this.#newId) };
  }

  get body(): Body {
    return this.revisions.at(-1)!;
  }
  get type(): 'modal' | 'home' {
    return this.body.type as 'modal' | 'home';
  }
  get blocks(): readonly Block[] {
    return this.body.blocks as readonly Block[];
  }
  get parts(): readonly Block[] {
    return [...walkBlocks(this.blocks)];
  }
  get words(): string {
    return wordsOf(this.blocks);
  }
  get callbackId(): string {
    return String(this.body.callback_id ?? '');
  }
  get privateMetadata(): string {
    return String(this.body.private_metadata ?? '');
  }
  get externalId(): string {
    return String(this.body.external_id ?? '');
  }

  /** Shows something else. */
  update(body: Body): void {
    this.revisions.push(this.#complete(body));
    this.hash = this.#newId();
    this.errors = {};
    this.hasTrouble = false;
    this.#watch.changed();
  }

  /** Changes what is about it. */
  tell(about: Partial<Pick<StoredView, 'errors' | 'isOpen' | 'hasTrouble'>>): void {
    Object.assign(this, about);
    this.#watch.changed();
  }

  async until(is: (view: View) => boolean, ms = 20_000): Promise<View> {
    await this.#watch.until(() => is(this), ms);
    return this;
  }
}

/** Closes it, and those below. */
export function closeAll(view: StoredView | null): void {
  for (let one = view; one !== null; one = one.below) one.tell({ isOpen: false });
}
