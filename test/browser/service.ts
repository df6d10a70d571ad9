/** `impasto serve` in a process of its own, as npm start runs it, with the real renderer. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetFolders } from '../../src/assets.js';

export interface RunningService {
  /** `http://127.0.0.1:34567` */
  readonly origin: string;
  /** Ends it and removes what it kept. */
  close(): Promise<void>;
}

const cli = join(assetFolders().root, 'dist', 'src', 'cli.js');

/** @param settings set with `impasto settings set` before it starts. */
export async function startService(settings: Readonly<Record<string, string>>): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-browser-'));
  const env = {
    ...process.env,
    ...{ IMPASTO_DATA_DIR: folder, IMPASTO_PORT: '0', IMPASTO_HOST: '127.0.0.1', METRICS_PORT: 'off' },
  };
  for (const [name, value] of Object.entries(settings)) {
    const { status, stderr } = spawnSync(process.execPath, [cli, 'settings', 'set', name, value], { env });
    if (status !== 0) throw new Error(`impasto settings set ${name} ${value}: ${stderr}`);
  }
  const child = spawn(process.execPath, [cli, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text;
      const line = /^page (http:\S+)$/m.exec(said);
      if (line !== null) resolve(line[1]!);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`impasto serve ended with ${code}:\n${said}`)));
  });
  return {
    origin,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
