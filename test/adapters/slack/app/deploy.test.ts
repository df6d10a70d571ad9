/** `impasto deploy slack`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deployOptions } from '../../../../commands/deploy.js';
import { slackManifest } from '../../../../src/adapters/slack/manifest.js';
import { readConfig } from '../../../../src/config.js';
import { deploy } from '../../../../src/doors.js';
import { parseOptions } from '../../../../src/request/parse.js';

const url = 'https://studio.example';
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(typed: Readonly<Record<string, string | boolean>>, platform = 'slack') {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { stdout: (text: string) => void out.push(text), stderr: (text: string) => void err.push(text) };
  const withMarks = async () => {
    throw new Error('Slack has nothing to remember');
  };
  await deploy(parseOptions(deployOptions, { platform, ...typed }), {
    config: readConfig({}),
    io,
    withMarks,
  });
  return { stdout: out.join(''), stderr: err.join('') };
}

it('prints the manifest, and beside it where it is pasted', async () => {
  const { stdout, stderr } = await run({});
  expect(JSON.parse(stdout)).toEqual(plain(slackManifest({ isHttp: false, url: null })));
  expect(stdout.split('\n').length).toBeGreaterThan(20);
  expect(stderr).toContain('https://api.slack.com/apps');
});

it('prints it on one line, and nothing else, with --json', async () => {
  const { stdout, stderr } = await run({ json: true, http: true, url: `${url}/` });
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toEqual(plain(slackManifest({ isHttp: true, url })));
  expect(stderr).toBe('');
});

it('writes it to a file', async () => {
  const output = join(folder, 'manifest.json');
  const { stdout, stderr } = await run({ output, url });
  expect(stdout).toBe('');
  expect(stderr).toContain(output);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual(plain(slackManifest({ isHttp: false, url })));
});

it.each([
  [{ http: true }, 'option-missing', { option: 'url' }],
  [{ http: true, url: 'http://studio.example' }, 'option-invalid', { option: 'url' }],
  [{ url: 'studio.example' }, 'option-invalid', { option: 'url' }],
  [{ url: 'https://user:pass@studio.example' }, 'option-invalid', { option: 'url' }],
  [{ url: 'https://studio.example/?a=b' }, 'option-invalid', { option: 'url' }],
  [{ guild: '613425648685547541' }, 'option-invalid', { option: 'guild' }],
])('refuses %o', async (typed, code, context) => {
  await expect(run(typed as never)).rejects.toMatchObject({ code, context });
});

it('says where it cannot write, and what is for Slack alone', async () => {
  const output = join(folder, 'none', 'manifest.json');
  await expect(run({ output })).rejects.toMatchObject({ code: 'file-unwritable', context: { path: output } });
  for (const typed of [{ http: true }, { url }, { output }])
    await expect(run(typed as never, 'discord')).rejects.toMatchObject({ code: 'option-invalid' });
});
