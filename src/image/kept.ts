/** Encoded pictures that are asked for again and again: made once, and kept up to a number of bytes. */

export interface Kept {
  /** Those who ask for the same at the same time wait for one making. A failure is not kept. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** What was asked for longest ago goes first. @param most bytes of all of them; a larger one is kept until the next. */
export function createKept(most: number): Kept {
  const all = new Map<string, Promise<Uint8Array>>();
  /** Of those that are made. */
  const sizes = new Map<string, number>();
  let sum = 0;

  const drop = (key: string) => {
    sum -= sizes.get(key) ?? 0;
    sizes.delete(key);
    all.delete(key);
  };

  const count = (key: string, { length }: Uint8Array) => {
    sizes.set(key, length);
    sum += length;
    for (const oldest of [...all.keys()]) {
      if (sum <= most || oldest === key) break;
      // Why not what is still being made: nothing would be won by it, and it is just what somebody waits for.
      if (sizes.has(oldest)) drop(oldest);
    }
  };

  return {
    get(key, make) {
      const known = all.get(key);
      if (known !== undefined) {
        all.delete(key);
        all.set(key, known);
        return known;
      }
      const made = make();
      all.set(key, made);
      made.then(
        (bytes) => count(key, bytes),
        () => drop(key),
      );
      return made;
    },
  };
}
