/** A second opinion (vitest.config.ts says where it is heard): the manifest by Slack's own schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../../../src/adapters/slack/manifest.js';
import { findPackageRoot } from '../../../../src/assets.js';

const url = 'https://studio.example';
const forms = [
  ['Socket Mode', { isHttp: false, url: null }],
  ['Socket Mode for many workspaces', { isHttp: false, url }],
  ['HTTP', { isHttp: true, url }],
] as const;
const manifestOf = (parts: Parameters<typeof slackManifest>[0]) =>
  JSON.parse(JSON.stringify(slackManifest(parts)));
const file = join(findPackageRoot(), '..', 'shared', 'specs', 'slack-manifest.schema.json');

describe('the manifest by the published schema', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(file, 'utf8')),
  );

  it.each(forms)('%s', (_, parts) => {
    validate(manifestOf(parts));
    expect(validate.errors).toBeNull();
  });

  it('which refuses what is wrong', () => {
    const { display_information: _, ...nameless } = manifestOf(forms[0][1]);
    const [shortcut] = manifestOf(forms[0][1]).features.shortcuts;
    const features = { shortcuts: [{ ...shortcut, name: 'x'.repeat(25) }] };
    for (const bad of [
      nameless,
      { ...manifestOf(forms[0][1]), features },
      { display_information: { name: 'x'.repeat(36) } },
    ])
      expect(validate(bad)).toBe(false);
  });
});
