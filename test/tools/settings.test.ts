import { describe, expect, it } from 'vitest';
import { settings as command } from '../../commands/settings.js';
import { createSettings } from '../../src/job/settings/settings.js';
import { settingNames } from '../../src/job/settings/table.js';
import { parseOptions, type RawValue } from '../../src/request/parse.js';
import { changeSettings } from '../../src/tools/settings.js';
import { createMemorySettings } from '../fakes/memory-settings.js';

const at = Date.UTC(2026, 0, 31, 12);

function open() {
  const settings = createSettings({
    ...{ store: createMemorySettings(), clock: { wall: () => at } },
    ...{ isRecipe: () => true, isPreset: () => true },
  });
  /** What is printed for a line as typed: action, name, value, and options by name. */
  const run = async (line: string, rest: Record<string, RawValue> = {}) => {
    const [action, name, value] = line.split(' ').filter((word) => word !== '');
    let printed = '';
    const stdout = (text: string) => {
      printed += text;
    };
    await changeSettings(parseOptions(command.options, { action, name, value, ...rest }), {
      ...{ settings, io: { stdout } },
    });
    return printed;
  };
  const json = async (line: string, rest = {}) =>
    (await run(line, { json: true, ...rest }))
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text));
  return { run, json };
}

const server = { server: 'discord/123' };

describe('impasto settings', () => {
  it('lists what holds for all servers, and for one', async () => {
    const { run, json } = open();
    await run('set max-steps 300');
    await run('set max-steps 200', server);
    const lines = (await run('')).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['setting', ...settingNames]);
    expect(lines).toContainEqual(expect.stringMatching(/^max-steps +300 +the operator's +most steps/));
    expect(lines).toContainEqual(expect.stringMatching(/^daily +no limit +the default +so many/));
    expect(await run('list', server)).toMatch(/^max-steps +200 +set here +at most 300 +most steps/m);
    expect(await run('list', server)).not.toMatch(/^disk-quota/m);
    expect(await json('list', server)).toContainEqual(
      expect.objectContaining({
        ...{ scope: 'discord/123', name: 'max-steps', value: '200', source: 'server' },
        ceiling: { type: 'most', value: '300' },
      }),
    );
  });

  it('shows one', async () => {
    const { run, json } = open();
    expect(await run('get Max-Steps')).toMatch(/^max-steps: 500 \(the default\)\. Most steps .*\n$/);
    expect(await json('get daily')).toMatchObject([{ scope: 'operator', name: 'daily', value: null }]);
    await expect(run('get colour')).rejects.toMatchObject({ code: 'setting-unknown' });
    await expect(run('get disk-quota', server)).rejects.toMatchObject({ code: 'setting-unknown' });
  });

  it('sets and unsets, and says what was before', async () => {
    const { run, json } = open();
    expect(await run('set previews false')).toBe(
      'previews is off now; it was not set. The next picture goes by it.\n',
    );
    expect(await json('unset previews')).toEqual([
      { scope: 'operator', name: 'previews', old: 'off', new: null, by: 'operator', at },
    ]);
    await expect(run('set max-steps 501', server)).rejects.toMatchObject({ code: 'setting-ceiling' });
  });

  it('shows who changed what, the newest first', async () => {
    const { run, json } = open();
    await run('set max-steps 300');
    await run('set max-steps 200');
    const [header, newest] = (await run('audit')).split('\n');
    expect(header).toMatch(/^when +who +setting +from +to$/);
    expect(newest).toMatch(/^2026-01-31T12:00:00\.000Z +operator +max-steps +300 +200$/);
    expect(await json('audit', { limit: '1' })).toMatchObject([{ old: '300', new: '200' }]);
    expect(await json('audit', server)).toEqual([]);
  });

  it('keeps users and servers out, and lets them in again', async () => {
    const { run, json } = open();
    expect(await run('block user discord/42', { reason: 'spam' })).toBe(
      'The user discord/42 is kept out (spam).\n',
    );
    await run('block server slack/T1');
    expect(await json('blocks')).toEqual([
      { kind: 'user', key: 'discord/42', reason: 'spam', by: 'operator', at },
      { kind: 'tenant', key: 'slack/T1', reason: '', by: 'operator', at },
    ]);
    expect(await run('blocks')).toMatch(/^server +slack\/T1 +operator +2026-01-31T12:00:00\.000Z$/m);
    expect(await run('unblock server slack/T1')).toBe('The server slack/T1 may ask for pictures again.\n');
    expect(await json('unblock server slack/T1')).toEqual([
      { kind: 'tenant', key: 'slack/T1', wasThere: false },
    ]);
  });

  const wrong: readonly (readonly [string, Record<string, RawValue>, string, string])[] = [
    ['get', {}, 'option-missing', 'name'],
    ['set max-steps', {}, 'option-missing', 'value'],
    ['list max-steps', {}, 'option-invalid', 'name'],
    ['get max-steps 5', {}, 'option-invalid', 'value'],
    ['block nobody discord/1', {}, 'option-invalid', 'name'],
    ['block toString discord/1', {}, 'option-invalid', 'name'],
    ['block user 42', {}, 'option-invalid', 'value'],
    ['block user irc/42', {}, 'option-invalid', 'value'],
    ['list', { server: '123' }, 'option-invalid', 'server'],
    ['list', { server: 'discord/' }, 'option-invalid', 'server'],
    ['list', { server: 'operator' }, 'option-invalid', 'server'],
  ];
  it.each(wrong)('refuses "%s" %o: %s %s', async (line, rest, code, option) => {
    const { run } = open();
    await expect(run(line, rest)).rejects.toMatchObject({ code, context: { option } });
  });
});
