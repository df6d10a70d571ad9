/** What a person can do: names, words and options as data. Doors derive their own form of it; no behaviour is here. */
import type { OptionTable } from '../src/request/option.js';

export interface Command {
  /** As typed, kebab-case. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Options by name. */
  readonly options: OptionTable;
  /** Options that a terminal takes by position, in this order. */
  readonly positional: readonly string[];
  /** The list option that further positions go to, if there is one. */
  readonly rest: string | null;
  /** Whole lines to try. */
  readonly examples: readonly string[];
}
