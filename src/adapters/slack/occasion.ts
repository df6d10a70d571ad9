/** Who did something, and where: by Slack's word in what it sends, never by what somebody typed. */
import type { Place } from './api.js';

export interface Occasion {
  /** The workspace that the app is installed in, and whose settings hold. */
  readonly team: string;
  /** The organisation, where the app was installed for all of it; null otherwise. */
  readonly enterprise: string | null;
  readonly user: string;
  /** The person is of another workspace, which the channel is shared with. */
  readonly isVisitor: boolean;
  /** null where it was in no channel: the home tab, a form, a global shortcut. */
  readonly channel: string | null;
  /** Timestamp of the first message of the thread that it was in; null = none, also for that first message itself. */
  readonly thread: string | null;
  /** Timestamp of the message that was acted on; null = none. */
  readonly message: string | null;
}

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const within = (body: Body, name: string): Body => {
  const inside = body[name];
  return isBody(inside) ? inside : {};
};
/** The first that is a text with something in it. */
const first = (...values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? null;

/** What Slack sent with an event is in `event`; all else is the body's own. */
function partsOf(body: Body) {
  const [team, user, channel] = [within(body, 'team'), within(body, 'user'), within(body, 'channel')];
  const [view, container, event] = [within(body, 'view'), within(body, 'container'), within(body, 'event')];
  const authorizations = Array.isArray(body.authorizations) ? body.authorizations : [];
  const [installed = {}] = authorizations.filter(isBody);
  return { team, user, channel, view, container, event, installed };
}

/**
 * @param body of an interaction, a command or an event, as Slack sent it.
 * @returns null where nobody did it, or in no workspace.
 */
export function readOccasion(body: Body): Occasion | null {
  const { team: place, user: person, channel, view, container, event, installed } = partsOf(body);
  // Why the view's first: where channels are shared, a form can be opened in another workspace than the app's.
  const team = first(
    ...[view.app_installed_team_id, place.id, installed.team_id, body.team_id],
    ...[person.team_id, view.team_id],
  );
  const user = first(person.id, event.user, body.user_id);
  if (team === null || user === null) return null;
  const isOrganisation =
    String(body.is_enterprise_install ?? installed.is_enterprise_install ?? false) === 'true';
  const organisation = first(within(body, 'enterprise').id, installed.enterprise_id, body.enterprise_id);
  const home = first(person.team_id, event.user_team);
  const message = first(container.message_ts, event.ts, body.message_ts);
  const thread = first(container.thread_ts, event.thread_ts, within(body, 'message').thread_ts);
  return {
    ...{ team, user, enterprise: isOrganisation ? organisation : null },
    // Why not in organisations: their people belong to several workspaces.
    isVisitor: organisation === null && home !== null && home !== team,
    channel: first(channel.id, container.channel_id, event.channel, body.channel_id),
    thread: thread === message ? null : thread,
    message,
  };
}

/** Where an answer to it belongs; null where it was in no channel. */
export const placeOf = ({ channel, thread }: Occasion): Place | null =>
  channel === null ? null : { channel, thread };
