import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkExposure, openPage } from '../../../src/adapters/web/open-page.js';
import { findPackageRoot } from '../../../src/assets.js';
import { createMemoryLog } from '../../operation/memory-log.js';
import { openStudio } from '../../studio-stage.js';
import { createFakeConversation, openStage } from './page-stage.js';

const config = { pageHost: '127.0.0.1', pagePort: 0, pageToken: null, pageNames: [] };
const token = 'correct horse battery';

test.each([
  ['this machine alone', {}, null],
  ['by its name', { pageHost: 'localhost' }, null],
  ['with a token of its own', { pageToken: token }, null],
  ['everybody', { pageHost: '0.0.0.0' }, 'IMPASTO_TOKEN'],
  ['everybody, by IPv6', { pageHost: '::' }, 'IMPASTO_TOKEN'],
  ['everybody, with a token', { pageHost: '0.0.0.0', pageToken: token }, 'IMPASTO_ALLOWED_HOSTS'],
  ['everybody, with names', { pageHost: '0.0.0.0', pageNames: ['a.example'] }, 'IMPASTO_TOKEN'],
  ['everybody, with both', { pageHost: '0.0.0.0', pageToken: token, pageNames: ['a.example'] }, null],
  ['who comes through a proxy', { pageNames: ['a.example'] }, 'IMPASTO_TOKEN'],
  ['who comes through a proxy with a token', { pageToken: token, pageNames: ['a.example'] }, null],
])('open to %s: what is missing is told', (_, more, variable) => {
  const check = () => checkExposure({ ...config, ...more });
  if (variable === null) check();
  else
    expect(check).toThrow(
      expect.objectContaining({ code: 'config-invalid', context: expect.objectContaining({ variable }) }),
    );
});

async function partsOf(more: object) {
  const { studio } = await openStudio();
  const { conversation } = createFakeConversation(studio);
  const { log } = createMemoryLog();
  return {
    studio,
    conversation,
    log,
    version: '1',
    root: findPackageRoot(),
    config: { ...config, ...more },
    folders: [],
  };
}

test('it is not opened to others without a token', async () => {
  const parts = await partsOf({ pageHost: '0.0.0.0' });
  await expect(openPage(parts)).rejects.toMatchObject({ code: 'config-invalid' });
});

test('a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(openPage(await partsOf({ pagePort: port }))).rejects.toMatchObject({
    code: 'port-unavailable',
    context: { host: '127.0.0.1', port, detail: 'another program listens there' },
  });
});

test('its line is the address to open', async () => {
  const { page, port } = await openStage();
  expect(page.line).toBe(`page http://127.0.0.1:${port}`);
  const named = await openStage({ pageToken: token, pageNames: ['studio.example'] });
  expect(named.page.line).toBe(`page http://127.0.0.1:${named.port}`);
});

test('open to others, only the names that were set are good', async () => {
  const stage = await openStage({ pageHost: '0.0.0.0', pageToken: token, pageNames: ['studio.example'] });
  expect(stage.page.line).toBe(`page http://studio.example:${stage.port}`);
  expect((await fetch(`http://127.0.0.1:${stage.port}/login`)).status).toBe(403);
});
