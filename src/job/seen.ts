/** The port of what a door has taken in already, so that nothing is done twice, also over a restart. */

export interface SeenStore {
  /**
   * Notes names down, all or none of them.
   * @param at milliseconds since 1970.
   * @returns false where one of them was there already.
   */
  claim(names: readonly string[], at: number): Promise<boolean>;
  /** Takes names back: what they stand for may come again. */
  forget(names: readonly string[]): Promise<void>;
  /** Forgets what is older than a time, milliseconds since 1970. @returns how many names. */
  prune(before: number): Promise<number>;
}
