/** The port of the presets that tenants added themselves. */

/** A tenant's own preset. */
export interface OwnStyle {
  /** `tenantKey`. */
  readonly tenant: string;
  /** What is typed: letters a-z, digits and dashes. Unique in the tenant. */
  readonly id: string;
  /** What the one who added it called it; from a stranger, so never shown raw. */
  readonly title: string;
  /** Packed pixels, as those of a job's inputs. */
  readonly blob: string;
  readonly width: number;
  readonly height: number;
  /** `userKey`. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface OwnStyleStore {
  /** Oldest first. */
  list(tenant: string): Promise<readonly OwnStyle[]>;
  /** What a person added, anywhere, oldest first. @param user `userKey`. */
  listOf(user: string): Promise<readonly OwnStyle[]>;
  /**
   * Adds one unless `check` throws, which sees what there is in the same transaction. One of the same id is replaced.
   */
  add(style: OwnStyle, check: (present: readonly OwnStyle[]) => void): Promise<void>;
  /** @returns what was taken away; null where there was none. */
  remove(tenant: string, id: string): Promise<OwnStyle | null>;
  /** All that a person added, anywhere. @param user `userKey`. */
  removeOf(user: string): Promise<readonly OwnStyle[]>;
}
