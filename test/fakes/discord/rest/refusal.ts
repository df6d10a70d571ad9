/** Requests that Discord refuses, in its own words: discord-api-docs, topics/opcodes-and-status-codes. */
import type { Problem } from '../checks/index.js';
import type { Body } from '../world.js';

/** What a handler throws in the place of an answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors: Body | null = null,
  ) {
    super(message);
  }
}

const table = {
  badRequest: [400, 0, '400: Bad Request'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  notYourApplication: [403, 20012, 'You are not authorized to perform this action on this application'],
  tooLarge: [413, 40005, 'Request entity too large'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowUps: [400, 40094, 'This interaction has hit the maximum number of follow up messages.'],
  missingAccess: [403, 50001, 'Missing Access'],
  otherAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessage: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidToken: [401, 50027, 'Invalid Webhook Token'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
} as const satisfies Readonly<Record<string, readonly [status: number, code: number, message: string]>>;

export function refuse(name: keyof typeof table): Refusal {
  const [status, code, message] = table[name];
  return new Refusal(status, code, message);
}

/** A field's path, `a.b[0].c`, as objects around its error. */
function nest(path: string, error: Body): Body {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  return names.reduceRight<Body>((inner, name) => ({ [name]: inner }), { _errors: [error] });
}

/** A body that is wrong somewhere. */
export const refuseForm = (path: string, code: string, message: string): Refusal =>
  new Refusal(400, 50035, 'Invalid Form Body', nest(path, { code, message }));

/** Says what the checks found. @throws Refusal when they found something. */
export function insist(problem: Problem | null): void {
  if (problem === null) return;
  const place = /^Invalid Form Body\n(.*?)\[([A-Z0-9_]+)\]: (.*)$/s.exec(problem.message);
  if (place === null) throw new Refusal(problem.status, problem.code, problem.message);
  throw refuseForm(place[1]!, place[2]!, place[3]!);
}
