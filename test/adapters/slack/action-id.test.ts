/** Ids of buttons and forms: what is written is read again, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { type ActionId, readActionId, writeActionId } from '../../../src/adapters/slack/action-id.js';
import { actions } from '../../../src/reply/reply.js';

const ids: readonly (readonly [text: string, id: ActionId])[] = [
  ...actions.map(
    (action) => [`v1:${action}:rokadimu`, { type: 'job', action, job: 'rokadimu' }] as [string, ActionId],
  ),
  ['v1:page:styles:2', { type: 'page', command: 'styles', page: 2 }],
  ['v1:stylize', { type: 'stylize' }],
  ['v1:settings', { type: 'settings' }],
  ['v1:setting:max-steps', { type: 'setting', name: 'max-steps' }],
  ['v1:add-style', { type: 'add-style' }],
];

describe('ids', () => {
  for (const [text, id] of ids) {
    it(text, () => {
      expect(writeActionId(id)).toBe(text);
      expect(readActionId(text)).toEqual(id);
    });
  }
});

const strangers: readonly string[] = [
  ...['', 'value', 'stylize', 'v1', 'v1:', 'v2:info:rokadimu', 'v1:explode:rokadimu', 'v1:info'],
  ...['v1:info:', 'v1:info:roka dimu', 'v1:info:ROKA', 'v1:info:a:b', 'v1:info:rokadimu\n', ' v1:info:a'],
  ...[`v1:info:${'a'.repeat(41)}`, 'v1:page:styles', 'v1:page:styles:0', 'v1:page:styles:1e3'],
  ...['v1:page:styles:12345', 'v1:stylize:x', 'v1:settings:', 'v1:constructor:a', 'v1:setting:../x'],
];

describe('what is none', () => {
  for (const text of strangers) it(JSON.stringify(text), () => expect(readActionId(text)).toBeNull());
});

it('is short enough for Slack', () => {
  const longest = writeActionId({ type: 'job', action: 'stronger', job: 'a'.repeat(40) });
  expect(longest.length).toBeLessThan(255);
});
