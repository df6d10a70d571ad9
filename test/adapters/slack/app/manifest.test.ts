/** The manifest, by rules that Slack's schema does not know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../../commands/all.js';
import { slackManifest } from '../../../../src/adapters/slack/manifest.js';
import { botEvents, scopes } from '../../../../src/adapters/slack/scopes.js';
import { findPackageRoot } from '../../../../src/assets.js';
import { methods } from '../../../fakes/slack/web/methods.js';

interface Manifest {
  readonly display_information: { readonly name: string };
  readonly features: {
    readonly shortcuts: readonly {
      readonly name: string;
      readonly callback_id: string;
      readonly type: string;
    }[];
    readonly slash_commands: readonly {
      readonly command: string;
      readonly url?: string;
      readonly usage_hint: string;
    }[];
  };
  readonly oauth_config: {
    readonly redirect_urls?: readonly string[];
    readonly scopes: { readonly bot: readonly string[] };
  };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url?: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url?: string };
    readonly socket_mode_enabled: boolean;
    readonly org_deploy_enabled: boolean;
  };
}

const url = 'https://studio.example';
const forms = [
  ['Socket Mode', { isHttp: false, url: null }],
  ['Socket Mode for many workspaces', { isHttp: false, url }],
  ['HTTP', { isHttp: true, url }],
] as const;
const read = (parts: Parameters<typeof slackManifest>[0]) =>
  JSON.parse(JSON.stringify(slackManifest(parts))) as Manifest;

describe.each(forms)('%s', (_, parts) => {
  const manifest = read(parts);
  const { features, settings, oauth_config: oauth } = manifest;

  it('has the names that the handlers listen to', () => {
    expect(features.shortcuts.map(({ type, callback_id: id }) => [type, id])).toEqual([
      ['message', 'stylize_message'],
      ['global', 'stylize_global'],
    ]);
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/stylize']);
    for (const name of Object.keys(commands).filter((one) => one !== 'stylize'))
      expect(features.slash_commands[0]!.usage_hint).toContain(name);
  });

  it('keeps to the limits', () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    for (const { name } of features.shortcuts) expect(name.length).toBeLessThanOrEqual(24);
    expect(features.slash_commands[0]!.usage_hint.length).toBeLessThanOrEqual(1000);
  });

  it('asks for no more than the doors need', () => {
    expect(oauth.scopes.bot).toEqual(scopes);
    expect(oauth.scopes).not.toHaveProperty('user');
    expect(oauth.scopes.bot.filter((scope) => /history|public|admin|email/.test(scope))).toEqual([]);
    expect(settings.event_subscriptions.bot_events).toEqual(botEvents);
    // An event of messages would need to be allowed to read them.
    expect(botEvents.filter((event) => event.startsWith('message'))).toEqual([]);
  });

  it('says where events go', () => {
    const at = parts.isHttp ? `${url}/slack/events` : undefined;
    expect(settings.socket_mode_enabled).toBe(!parts.isHttp);
    expect(settings.event_subscriptions.request_url).toBe(at);
    expect(settings.interactivity).toMatchObject({ is_enabled: true });
    expect(settings.interactivity.request_url).toBe(at);
    expect(features.slash_commands[0]!.url).toBe(at);
    expect(oauth.redirect_urls).toEqual(parts.url === null ? undefined : [`${url}/slack/oauth_redirect`]);
    expect(settings.org_deploy_enabled).toBe(parts.url !== null);
  });
});

it('asks for what each method that is called asks for', () => {
  const folder = join(findPackageRoot(), 'src', 'adapters', 'slack');
  const code = readFileSync(join(folder, 'web-api.ts'), 'utf8');
  const called = Object.entries(methods).filter(([name]) => new RegExp(`\\b${name}\\b`).test(code));
  expect(called.length).toBeGreaterThan(8);
  const needed = called
    .flatMap(([, row]): readonly string[] => row.scopes)
    .filter((scope) => !scope.endsWith(':history'))
    .flatMap((scope) =>
      scope.startsWith('KIND')
        ? ['channels', 'groups', 'im', 'mpim'].map((kind) => scope.replace('KIND', kind))
        : [scope],
    );
  expect(needed.filter((scope) => !(scopes as readonly string[]).includes(scope))).toEqual([]);
});
