/** What tests can do with the stand-in's gateway. */

export interface Gateway {
  /** `ws://127.0.0.1:PORT`. */
  readonly url: string;
  /** IDENTIFYs that were taken. */
  readonly identifies: number;
  /** RESUMEs that were taken. */
  readonly resumes: number;
  readonly heartbeats: number;
  /** Shards that are connected now (identified or resumed), in order. */
  readonly connected: readonly number[];
  /** Resolves when every shard is connected. */
  ready(): Promise<void>;
  /** Closes a shard's connection (default: all) with 4000; what is dispatched until the client resumes waits. */
  drop(shard?: number): void;
  /** The same with op 9: the session is lost, and all that waits with it. */
  invalidate(shard?: number): void;
  /** Asks the client to reconnect (op 7). */
  reconnect(shard?: number): void;
  /** Refuses new connections until `release` is called. */
  refuse(): { release(): void };
  /** Delivers each of the next `count` dispatches twice. Default 1. */
  duplicate(count?: number): void;
  /** Dispatches any event to a shard. */
  send(event: string, data: object, shard?: number): void;
}
