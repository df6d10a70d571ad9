/** What a person can do: names, words and options as data. Doors derive their own form of it; no behaviour is here. */
import type { OptionTable } from '../src/request/option.js';

export interface Command {
  /** As typed, kebab-case. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Options by name. */
  readonly options: OptionTable;
  /** Options that may be typed without their name, in this order. */
  readonly positional: readonly string[];
  /** The list option that further positions go to, if there is one. */
  readonly rest: string | null;
  /** Headings for the terminal's help: an option is under the last of them whose table has it. @default one list */
  readonly groups?: readonly (readonly [heading: string, options: OptionTable])[];
  /** The option that brings a value for each that is required: with it, positions may be left out. */
  readonly waivedBy?: string;
  /** Whole lines to try: in a shell they begin with `impasto`, where people talk with a slash. */
  readonly examples: readonly string[];
}
