/** `impasto serve` as its own process: the page answers, and SIGTERM ends it although tabs are open. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import { ask, formOf, open } from './page-stage.js';

function serve(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-serve-'));
  const child = spawn(process.execPath, [join(findPackageRoot(), 'dist/src/cli.js'), 'serve'], {
    cwd: folder,
    env: { PATH: process.env.PATH, IMPASTO_DATA_DIR: folder, METRICS_PORT: 'off', IMPASTO_PORT: '0', ...env },
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });
  return { child, errors: text(child.stderr) };
}

test('the page answers when its line is there; SIGTERM ends it with open tabs and a job under way', async () => {
  const { child } = serve({});
  let out = '';
  for await (const chunk of child.stdout) {
    out += chunk;
    if (out.includes('\n')) break;
  }
  expect(out).toMatch(/^page http:\/\/127\.0\.0\.1:\d+\n$/);
  const port = Number(/:(\d+)\n/.exec(out)![1]);
  const page = await ask(port, '/');
  expect([page.status, page.body]).toEqual([200, expect.stringContaining('/assets/main.js')]);
  const modules = ['/assets/main.js', '/assets/page.css', '/assets/mark.svg'];
  for (const path of modules) expect([path, (await ask(port, path)).status]).toEqual([path, 200]);
  const form = formOf({ content: 'coffee', style: 'harvest', values: '{"size":"64","steps":"500"}' });
  const origin = `http://127.0.0.1:${port}`;
  const asked = await fetch(`${origin}/api/command/stylize`, {
    method: 'POST',
    body: form,
    headers: { origin },
  });
  expect(asked.status).toBe(200);
  const tabs = await Promise.all([open(port, '/api/events'), open(port, '/api/events')]);
  const texts = tabs.map((tab) => text(tab));
  child.kill('SIGTERM');
  // The test's own time limit says that it ends.
  expect(await once(child, 'exit')).toEqual([0, null]);
  for (const told of await Promise.all(texts))
    expect(told).toMatch(/^event: channel\n(?:.*\n)*event: bye\ndata: \{\}\n\n$/);
});

test('a port that is taken: one clear line, exit code 1', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const port = String((server.address() as AddressInfo).port);
  const { child, errors } = serve({ IMPASTO_PORT: port });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(await errors).toMatch(
    new RegExp(`^impasto: Cannot listen on 127\\.0\\.0\\.1:${port}: another program[^\\n]*\\n$`),
  );
});

test('open to others without a token: one clear line that says what to set, exit code 1', async () => {
  const { child, errors } = serve({ IMPASTO_HOST: '0.0.0.0' });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(await errors).toMatch(
    /^impasto: [^\n]*IMPASTO_TOKEN must be set, to 16 characters or more[^\n]*\n$/,
  );
});
