/** What a handler throws in the place of an answer. Slack answers 200 with `{ok: false, error}`. */
import type { Body } from '../world.js';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    /** Slack's word. */
    readonly error: string,
    readonly details: Body = {},
  ) {
    super(error);
  }
}

/** What the checks of blocks found, in Slack's form. */
export const refuseBlocks = (error: string, problem: string): Refusal =>
  new Refusal(error, { errors: [problem], response_metadata: { messages: [`[ERROR] ${problem}`] } });

export const refuseArguments = (problem: string): Refusal =>
  new Refusal('invalid_arguments', { response_metadata: { messages: [`[ERROR] ${problem}`] } });
