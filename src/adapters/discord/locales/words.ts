/** What a language has words for: every command, option and choice that is offered. What is missing is a type error. */
import type { Offered } from '../offered.js';

/** The name that is shown, what it does, and for choices what each is called. */
export type OptionWords<Row> = Row extends {
  readonly type: 'choice';
  readonly choices: readonly (infer Choice extends string)[];
}
  ? readonly [name: string, description: string, choices: { readonly [Each in Choice]: string }]
  : readonly [name: string, description: string];

type OfChat<Row> = Row extends { readonly doors: readonly (infer Door)[] }
  ? 'discord' extends Door
    ? true
    : false
  : false;

export interface CommandWords<Options> {
  /** As all names: 1 to 32 letters, digits, `-` and `_`, lower case where the script has one. */
  readonly name: string;
  /** As all descriptions: at most 100 characters. */
  readonly description: string;
  readonly options: {
    readonly [Name in keyof Options as OfChat<Options[Name]> extends true ? Name : never]: OptionWords<
      Options[Name]
    >;
  };
}

export interface Words {
  /** "Stylize this image", at most 32 characters. */
  readonly message: string;
  readonly commands: { readonly [Name in keyof Offered]: CommandWords<Offered[Name]['options']> };
}
