import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { findPackageRoot } from '../src/assets.js';
import { readConfig } from '../src/config.js';
import { createLog } from '../src/log.js';
import { startService } from '../src/main.js';
import { ada, gallery } from './studio-stage.js';

/** An entry file that dies when it is first started, and renders from then on. */
function writeShyRenderer(folder: string): string {
  const entry = join(folder, 'renderer.mjs');
  const real = pathToFileURL(join(findPackageRoot(), 'dist/test/fakes/stand-in-renderer.js')).href;
  const text = `import { existsSync, writeFileSync } from 'node:fs';
    const seen = new URL('./seen', import.meta.url);
    if (!existsSync(seen)) { writeFileSync(seen, ''); process.exit(1); }
    await import(${JSON.stringify(real)});`;
  writeFileSync(entry, text);
  return entry;
}

it('is ready once a picture is painted, although a renderer died while it was loaded', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-main-'));
  const service = await startService({
    config: readConfig({ IMPASTO_DATA_DIR: join(folder, 'data'), IMPASTO_SLOTS: 'cpu', METRICS_PORT: '0' }),
    ...{ version: 'under test', doors: [], say: () => undefined, rendererEntry: writeShyRenderer(folder) },
    log: createLog({ level: 'error', write: () => undefined }),
  });
  try {
    const ready = async () => (await fetch(`http://127.0.0.1:${service.health!.port}/readyz`)).json();
    await expect.poll(ready).toEqual({ status: 'not ready', missing: ['renderer'] });
    const never = new AbortController().signal;
    const { id } = await service.studio.submit(
      {
        ...{ requester: ada, content: { preset: gallery.samples[0]!.id }, address: null },
        styles: [{ picture: { preset: gallery.styles[0]!.id }, weight: 1 }],
        values: { size: '64', steps: '3', strength: '1' },
      },
      never,
    );
    for await (const news of service.studio.watch(id, ada, never)) if (news.type === 'finished') break;
    expect(await ready()).toEqual({ status: 'ready' });
  } finally {
    await service.close();
    rmSync(folder, { recursive: true });
  }
});

it('serves without health and metrics where another program has their port', {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-main-'));
  const lines: string[] = [];
  const start = (name: string, port: string) =>
    startService({
      config: readConfig({ IMPASTO_DATA_DIR: join(folder, name), IMPASTO_SLOTS: 'cpu', METRICS_PORT: port }),
      ...{ version: 'under test', doors: [], say: () => undefined },
      rendererEntry: join(findPackageRoot(), 'dist/test/fakes/stand-in-renderer.js'),
      log: createLog({ level: 'error', write: (line) => void lines.push(line) }),
    });
  const first = await start('first', '0');
  const second = await start('second', String(first.health!.port));
  try {
    expect(second.health).toBeNull();
    expect(lines.join('')).toContain('METRICS_PORT names another port');
  } finally {
    await Promise.all([first.close(), second.close()]);
    rmSync(folder, { recursive: true });
  }
});
