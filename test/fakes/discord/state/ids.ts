/** Discord's ids: the time in milliseconds, and 22 bits that make them differ. */
import { discordEpoch } from './time.js';

const lowBits = 22n;

export const shardOf = (guild: string, shards: number): number =>
  Number((BigInt(guild) >> lowBits) % BigInt(shards));

/** @param wall milliseconds since 1970. */
export function createIds(wall: () => number) {
  let made = 0n;
  const at = (ms: number) => {
    made += 1n;
    return String((BigInt(Math.floor(ms) - discordEpoch) << lowBits) | (made & 0x3fffffn));
  };
  return {
    newId: () => at(wall()),
    /** An id of a guild that the shard serves: one of the last milliseconds. */
    newGuildId(shard: number, shards: number): string {
      for (let back = 0; ; back++) {
        const id = at(wall() - back);
        if (shardOf(id, shards) === shard) return id;
      }
    },
  };
}
