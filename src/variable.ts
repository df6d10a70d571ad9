/** Environment variables as data: how a text becomes a value, and what is said where it has none. */

/** One environment variable: how its text becomes a value, and what to say of it. */
export interface Variable<Value> {
  readonly name: string;
  readonly default: Value;
  /** The value of a text, or undefined if it has none. */
  readonly parse: (text: string) => Value | undefined;
  /** Completes "expected ...". */
  readonly expected: string;
  /** One line for .env.example and `doctor`. */
  readonly help: string;
  /** Its value is never told. */
  readonly isSecret?: true;
}

/** One of some words, in whatever case. */
export function choice<const Choice extends string>(choices: readonly Choice[]) {
  return {
    parse: (text: string) => choices.find((entry) => entry === text.toLowerCase()),
    expected: choices.length === 1 ? `${choices[0]}` : `one of ${choices.join(', ')}`,
  };
}

export function wholeNumber(min: number, max: number) {
  return {
    parse: (text: string) => {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
    expected: `a whole number from ${min} to ${max}`,
  };
}

/** What a server can listen on. */
export const address = {
  parse: (text: string) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  expected: 'a host name or an address',
};

/** A platform's token; without it the platform is not served. */
export const secretText = {
  default: null,
  parse: (text: string) => (/^\S+$/.test(text) ? text : undefined),
  expected: 'a token, without spaces',
  isSecret: true,
} as const;

/** An address of an API, as its clients want it: without a slash at its end. */
export function parseApi(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, search, hash } = new URL(text);
  const isWeb = ['http:', 'https:'].includes(protocol) && search + hash === '';
  return isWeb ? text.replace(/\/+$/, '') : undefined;
}

/** Names with or without a port, and a comma between two. */
export function parseNames(text: string): readonly string[] | undefined {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const isName = (name: string) => /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/.test(name);
  return names.every(isName) ? names : undefined;
}

/** 0 = any that is free. */
export const ports = wholeNumber(0, 65_535);
