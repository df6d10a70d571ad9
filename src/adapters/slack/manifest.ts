/** The application as Slack is told of it (docs.slack.dev/reference/app-manifest), derived from the commands. */
import { commands } from '../../../commands/all.js';
import { paths } from './paths.js';
import { botEvents, scopes } from './scopes.js';

export interface ManifestParts {
  /** Events come by HTTP; otherwise by Socket Mode. Then there is a `url`. */
  readonly isHttp: boolean;
  /** Where we are reached, such as `https://studio.example`, without a slash at its end; null = not at all. */
  readonly url: string | null;
}

/** Of a button, a menu and a slash command: what people choose by. Names are the handlers' own. */
const shortcuts = [
  {
    name: 'Stylize this image',
    type: 'message',
    callback_id: 'stylize_message',
    description: 'Paint a picture of this message in the style of another',
  },
  {
    name: 'Stylize a picture',
    type: 'global',
    callback_id: 'stylize_global',
    description: 'Paint a photo in the style of a picture',
  },
] as const;

/** `/stylize` opens a form; every other command is a word behind it. */
const words = Object.keys(commands).filter((name) => name !== commands.stylize.name);

const asSentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Without private facts: the same for all who set up the application. */
export function slackManifest({ isHttp, url }: ManifestParts): object {
  const at = (path: string) => `${url}${path}`;
  const events = isHttp ? { request_url: at(paths.events) } : {};
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Impasto',
      description: asSentence(commands.stylize.summary),
      background_color: '#4a3728',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        // Why: pictures come there, and nothing that people would write is read.
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Impasto', always_online: true },
      shortcuts,
      slash_commands: [
        {
          command: `/${commands.stylize.name}`,
          ...(isHttp ? { url: at(paths.events) } : {}),
          description: asSentence(commands.stylize.summary),
          usage_hint: `[preset | ${words.join(' | ')}]`,
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      ...(url === null ? {} : { redirect_urls: [at(paths.redirect)] }),
      scopes: { bot: [...scopes] },
    },
    settings: {
      event_subscriptions: { ...events, bot_events: [...botEvents] },
      interactivity: {
        is_enabled: true,
        ...(isHttp ? { request_url: at(paths.events), message_menu_options_url: at(paths.events) } : {}),
      },
      // Why: whole organisations take the application in by the install page, which needs an address.
      org_deploy_enabled: url !== null,
      socket_mode_enabled: !isHttp,
      token_rotation_enabled: false,
    },
  };
}
