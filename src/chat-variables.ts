/** What the environment says of the chats: the part of the configuration that their doors read. */
import { parseApi, parseNames, ports, secretText, type Variable } from './variable.js';

export interface ChatConfig {
  /** Further `host:port` pairs that attachments may be fetched from; plain http on loopback only. */
  readonly inputHosts: readonly string[];
  /** null = Discord is not served. */
  readonly discordToken: string | null;
  /** null = Discord says it. */
  readonly discordApplication: string | null;
  /** Without a slash at its end and without the API's version. */
  readonly discordApi: string;
  /** Together with the app token, or the signing secret, Slack is served for one workspace. */
  readonly slackBotToken: string | null;
  /** For Socket Mode: no address of ours need be open to the world. */
  readonly slackAppToken: string | null;
  /** For HTTP: Slack signs what it sends. */
  readonly slackSigningSecret: string | null;
  /** For many workspaces, by OAuth. */
  readonly slackClientId: string | null;
  readonly slackClientSecret: string | null;
  readonly slackStateSecret: string | null;
  /** What the tokens of workspaces are encrypted with: the first for new ones, the others for those of before. */
  readonly slackEncryptionKeys: readonly Uint8Array[];
  /** Where Slack's requests come in, in HTTP mode. */
  readonly slackPort: number;
  /** With a slash at its end. */
  readonly slackApi: string;
}

/** Keys of AES-256, the newest first. */
function parseKeys(text: string): readonly Uint8Array[] | undefined {
  const keys = text.split(',').map((key) => key.trim());
  return keys.every((key) => /^[\da-f]{64}$/i.test(key))
    ? keys.map((key) => Buffer.from(key, 'hex'))
    : undefined;
}

export const chatVariables: { readonly [Field in keyof ChatConfig]: Variable<ChatConfig[Field]> } = {
  discordToken: {
    name: 'DISCORD_TOKEN',
    ...secretText,
    help: "The Discord bot's token; with it the bot is on Discord. README says where to find it.",
  },
  discordApplication: {
    name: 'DISCORD_APPLICATION_ID',
    default: null,
    parse: (text) => (/^\d{1,20}$/.test(text) ? text : undefined),
    expected: 'the number that Discord shows as the application id',
    help: "The Discord application's id. May be left out: Discord says it.",
  },
  discordApi: {
    name: 'DISCORD_API_URL',
    default: 'https://discord.com/api',
    parse: parseApi,
    expected: 'an address such as https://discord.com/api',
    help: "Where Discord's API is. Another address is for servers compatible with it.",
  },
  inputHosts: {
    name: 'IMPASTO_INPUT_HOSTS',
    default: [],
    parse: parseNames,
    expected: 'host:port pairs, such as files.example:443, 127.0.0.1:8080',
    help: "Further host:port pairs that attachments may be fetched from, beside the chats' own. Plain http on loopback only.",
  },
  slackBotToken: {
    name: 'SLACK_BOT_TOKEN',
    ...secretText,
    help: "The Slack app's bot token (xoxb-...), for one workspace. README says where to find it.",
  },
  slackAppToken: {
    name: 'SLACK_APP_TOKEN',
    ...secretText,
    help: 'The Slack app-level token (xapp-...): with it events come by Socket Mode, and nothing of ours need be open to the world.',
  },
  slackSigningSecret: {
    name: 'SLACK_SIGNING_SECRET',
    ...secretText,
    help: "The Slack app's signing secret: without an app token events come by HTTP, on SLACK_PORT.",
  },
  slackClientId: {
    name: 'SLACK_CLIENT_ID',
    default: null,
    parse: (text) => (/^[\w.-]+$/.test(text) ? text : undefined),
    expected: 'the client id of the Slack app, such as 123.456',
    help: 'For many workspaces: the client id, with which each installs the app by itself on /slack/install.',
  },
  slackClientSecret: {
    name: 'SLACK_CLIENT_SECRET',
    ...secretText,
    help: 'For many workspaces: the client secret.',
  },
  slackStateSecret: {
    name: 'SLACK_STATE_SECRET',
    ...secretText,
    help: 'For many workspaces: any text that nobody can guess. `openssl rand -hex 32` makes a good one.',
  },
  slackEncryptionKeys: {
    name: 'SLACK_ENCRYPTION_KEY',
    default: [],
    parse: parseKeys,
    expected: 'a key of 32 bytes as 64 hexadecimal digits; older ones may follow, with a comma between two',
    isSecret: true,
    help: 'For many workspaces: what their tokens are encrypted with. `openssl rand -hex 32` makes one. Put a new one before the old to change it.',
  },
  slackPort: {
    name: 'SLACK_PORT',
    default: 8789,
    ...ports,
    help: "Port of Slack's requests and of /slack/install, in HTTP mode. 0 takes any that is free.",
  },
  slackApi: {
    name: 'SLACK_API_URL',
    default: 'https://slack.com/api/',
    parse: (text) => {
      const api = parseApi(text);
      return api === undefined ? undefined : `${api}/`;
    },
    expected: 'an address such as https://slack.com/api/',
    help: "Where Slack's API is. Another address is for servers compatible with it.",
  },
};
