/** A disk that is full: a small file system in memory, where it may be mounted. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder } from '../../src/job/store/data-folder.js';
import { openDatabase } from '../../src/job/store/database.js';
import { createWorld, type World } from './world.js';

const mebibyte = 2 ** 20;
const sizeMiB = 96;

function mount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', folder]).status === 0;
}

/** Whether a file system can be mounted here: root on Linux may, in most containers it may not. */
const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-mount-'));
  const isMounted = mount(folder);
  if (isMounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
})();
const reason = canMount ? '' : ' (skipped: no file system can be mounted here)';

describe.skipIf(!canMount)(
  `a full disk${reason}`,
  () => {
    let folder: string;
    let world: World;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'impasto-disk-'));
      mount(folder);
      const { database: path } = await prepareDataFolder(folder);
      const database = await openDatabase({ path });
      const { settings } = database;
      await settings.write({ scope: 'operator', name: 'disk-reserve', new: '50', by: 'operator', at: 0 });
      await database.close();
      world = await createWorld(folder);
    });
    afterEach(async () => {
      await world.end();
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    });

    /** Leaves so many bytes, and takes whatever else becomes free. @returns gives it all back */
    const fill = (leave: number) => {
      const path = join(folder, 'something large of somebody else');
      const grow = () => {
        const { bavail, bsize } = statfsSync(folder);
        try {
          appendFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
        } catch {
          // Why: at the very last byte the disk may be full before us, which is what is wanted.
        }
      };
      grow();
      const timer = setInterval(grow, 20);
      return () => {
        clearInterval(timer);
        rmSync(path);
      };
    };
    const running = async (steps: number) => {
      const bot = await world.start();
      const { id } = await bot.ask('submit', await world.order({ steps }));
      await world.heard((entry) => entry.event === 'started' && entry.id === id, 'a start');
      return { bot, id };
    };
    const refusal = async (bot: Awaited<ReturnType<World['start']>>) =>
      bot.ask('submit', await world.order({ user: 'ben' })).then(
        () => 'taken in',
        ({ code }) => code,
      );

    it('below the reserve: no new job is taken in, and the running one is done and delivered', async () => {
      const { bot, id } = await running(40);
      const free = fill(8 * mebibyte);
      expect(await refusal(bot)).toBe('storage-full');
      const { jobs } = await world.answered(bot);
      expect(jobs).toMatchObject([{ id, state: 'done' }]);
      expect(world.platform.posts().filter(({ text }) => text === `${id} done`)).toHaveLength(1);
      free();
      expect(await refusal(bot)).toBe('taken in');
    });

    it('to the last byte, and SIGTERM: it leaves with 0 in time, and the job goes on when there is room', async () => {
      const { bot, id } = await running(30);
      const free = fill(0);
      await sleep(1500);
      const start = performance.now();
      expect(await bot.end('SIGTERM')).toMatchObject({ code: 0 });
      expect(performance.now() - start).toBeLessThan(10_000);
      free();
      const { jobs } = await world.answered(await world.start());
      expect(jobs).toMatchObject([{ id, state: 'done' }]);
    });

    it('to the last byte: the running job is done as soon as there is room for it', async () => {
      const { bot, id } = await running(30);
      const free = fill(0);
      expect(await refusal(bot)).toBe('storage-full');
      await sleep(2500);
      expect(bot.isAlive()).toBe(true);
      free();
      const { jobs } = await world.answered(bot);
      expect(jobs).toMatchObject([{ id, state: 'done', result: { steps: 30 } }]);
      expect(world.platform.posts().filter(({ text }) => text === `${id} done`)).toHaveLength(1);
    });
  },
  120_000,
);
