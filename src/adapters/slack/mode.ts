/** How Slack is served, by the variables that are set: which of them belong together. Reads no client of Slack's. */
import type { Config } from '../../config.js';
import { StudioError } from '../../errors.js';

/** For one workspace a token of its own; for many, what each gets one by. */
export type Tenancy =
  | { readonly type: 'one'; readonly botToken: string }
  | {
      readonly type: 'many';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** The newest first; one at least. */
      readonly encryptionKeys: readonly Uint8Array[];
    };

/** How what happens comes in. */
export type Transport =
  | { readonly type: 'socket'; readonly appToken: string }
  | { readonly type: 'http'; readonly signingSecret: string };

export interface Mode {
  readonly tenancy: Tenancy;
  readonly transport: Transport;
}

type Field =
  | 'slackBotToken'
  | 'slackAppToken'
  | 'slackSigningSecret'
  | 'slackClientId'
  | 'slackClientSecret'
  | 'slackStateSecret'
  | 'slackEncryptionKeys';

export type ModeConfig = Pick<Config, Field>;

const names: Readonly<Record<Field, string>> = {
  slackBotToken: 'SLACK_BOT_TOKEN',
  slackAppToken: 'SLACK_APP_TOKEN',
  slackSigningSecret: 'SLACK_SIGNING_SECRET',
  slackClientId: 'SLACK_CLIENT_ID',
  slackClientSecret: 'SLACK_CLIENT_SECRET',
  slackStateSecret: 'SLACK_STATE_SECRET',
  slackEncryptionKeys: 'SLACK_ENCRYPTION_KEY',
};

const ofMany = [
  'slackClientId',
  'slackClientSecret',
  'slackStateSecret',
  'slackEncryptionKeys',
] as const satisfies readonly Field[];

const refuse = (field: Field, expected: string, value = '') =>
  new StudioError('config-invalid', { variable: names[field], value, expected });

/**
 * @returns null where no variable of Slack's is set: it is not served.
 * @throws StudioError 'config-invalid' for a set with a gap, which names what is missing.
 */
export function readMode(config: ModeConfig): Mode | null {
  const isSet = (field: Field) => {
    const value = config[field];
    return typeof value === 'string' || (value !== null && value.length > 0);
  };
  const present = (Object.keys(names) as Field[]).filter(isSet);
  const [first] = present;
  if (first === undefined) return null;
  const tenancy = readTenancy(config, isSet, first);
  const { slackAppToken: appToken, slackSigningSecret: signingSecret } = config;
  // Why this one first: with it nothing of ours need be open to the world.
  if (appToken !== null) return { tenancy, transport: { type: 'socket', appToken } };
  if (signingSecret !== null) return { tenancy, transport: { type: 'http', signingSecret } };
  throw refuse(
    'slackAppToken',
    `set beside ${names[first]} (Socket Mode), or SLACK_SIGNING_SECRET in its place (HTTP)`,
  );
}

function readTenancy(config: ModeConfig, isSet: (field: Field) => boolean, first: Field): Tenancy {
  const missing = ofMany.find((field) => !isSet(field));
  const begun = ofMany.find(isSet);
  const { slackBotToken: botToken } = config;
  if (botToken !== null) {
    if (begun === undefined) return { type: 'one', botToken };
    throw refuse(
      'slackBotToken',
      `left out where ${names[begun]} is set: it is for one workspace, the other for many`,
      'a token',
    );
  }
  if (begun === undefined)
    throw refuse(
      'slackBotToken',
      `set beside ${names[first]}, or ${ofMany.map((field) => names[field]).join(', ')} for many workspaces`,
    );
  if (missing !== undefined) throw refuse(missing, `set beside ${names[begun]}, for many workspaces`);
  return {
    type: 'many',
    clientId: config.slackClientId!,
    clientSecret: config.slackClientSecret!,
    stateSecret: config.slackStateSecret!,
    encryptionKeys: config.slackEncryptionKeys,
  };
}
