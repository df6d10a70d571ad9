/** What is wrong with a body, and how Discord would say so. */

/** An answer that refuses a request. */
export interface Problem {
  /** HTTP. */
  readonly status: number;
  /** Discord's own. */
  readonly code: number;
  /** As discord.js words it: `Invalid Form Body`, then `path[CODE]: what is wrong` on a line of its own. */
  readonly message: string;
}

/** A rule that a value broke. */
export interface Fault {
  /** Where in the body: `components[0].items[1].description`; '' = the body itself. */
  readonly path: string;
  /** Discord's name of the rule where one is known, else one in its manner. */
  readonly code: string;
  readonly text: string;
}

export const emptyMessage: Problem = { status: 400, code: 50006, message: 'Cannot send an empty message' };

/** What Discord answers where its own limits are not told of but met. */
export const serverError: Problem = { status: 500, code: 0, message: '500: Internal Server Error' };

export const fault = (path: string, code: string, text: string): Fault => ({ path, code, text });

/** A fault as an answer: 400, code 50035. */
export function refuse(found: Fault | null): Problem | null {
  if (found === null) return null;
  const { path, code, text } = found;
  return { status: 400, code: 50035, message: `Invalid Form Body\n${path}[${code}]: ${text}` };
}
