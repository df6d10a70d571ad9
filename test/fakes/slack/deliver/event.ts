/** Events of the Events API: apis/events-api, "Event payload". */
import type { State } from '../state/state.js';
import type { StoredInstallation } from '../state/stored-installation.js';
import type { Body, Channel, Team } from '../world.js';
import type { Deed } from './dispatch.js';

const messageEvents = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

/** What the application asked to hear. */
export function isWanted(state: State, event: Body): boolean {
  const channel = state.channels.get(String(event.channel)) as Channel | undefined;
  const name = event.type === 'message' ? messageEvents[channel?.kind ?? 'public'] : String(event.type);
  return state.settings.events.includes(name);
}

export function createEvent(state: State, installation: StoredInstallation, team: Team, event: Body): Deed {
  const { enterprise, botUser } = installation;
  const enterprise_id = enterprise?.id ?? null;
  const payload = {
    ...{
      token: state.app.verification,
      team_id: team.id,
      context_team_id: team.id,
      api_app_id: state.app.id,
    },
    ...(enterprise_id === null ? {} : { enterprise_id, context_enterprise_id: enterprise_id }),
    event: { event_ts: state.ids.ts(), ...event },
    ...{
      type: 'event_callback',
      event_id: state.ids.id('event'),
      event_time: state.time.seconds(state.time.now()),
    },
    authorizations: [
      {
        ...{ enterprise_id, team_id: team.id, user_id: botUser.id, is_bot: true },
        is_enterprise_install: installation.team === null,
      },
    ],
    is_ext_shared_channel: state.channels.get(String(event.channel))?.isShared ?? false,
  };
  return { type: 'events_api', payload };
}
