/** The built program as a shell runs it: `npm test` builds before it tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../src/assets.js';
import { decodeImage } from '../src/image/decode.js';
import { encodeImage } from '../src/image/encode.js';

const folders = assetFolders();
const cli = join(folders.root, 'dist', 'src', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'impasto-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it in a process group of its own, as a terminal does; `watch` sees stdout as it comes. */
function impasto(
  words: readonly string[],
  watch: (stdout: string, child: ChildProcess) => void = () => undefined,
) {
  const { IMPASTO_DEVICE: _, IMPASTO_THREADS: __, LOG_LEVEL: ___, ...env } = process.env;
  const child = spawn(process.execPath, [cli, ...words], { cwd: folder, detached: true, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
    watch(stdout, child);
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise<Run>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
describe('impasto', () => {
  it.each([
    [['--help'], 0, /Commands:[\s\S]*stylize[\s\S]*doctor/],
    [['stylize', '--help'], 0, /--side-by-side/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['layers'], 0, /conv5_4/],
    [['recipes', '--json'], 0, /"name":"impasto"/],
    [['styles'], 0, /cafe-terrace/],
  ])('prints %j on stdout and nothing on stderr', async (words, code, pattern) => {
    const run = await impasto(words);
    expect(run).toMatchObject({ code, stderr: '' });
    expect(run.stdout).toMatch(pattern);
  });

  const stylize = (...words: string[]) => ['stylize', 'coffee', ...words];
  it.each([
    [['paint'], 2, /unknown command/],
    [['score'], 2, /missing required argument/],
    [['stylize'], 2, /content is missing/],
    [
      stylize('--style', 'harvest', '--plot', 'p.png'),
      2,
      /ends in no format that we write there\. End it in \.svg\./,
    ],
    [stylize('--style', 'harvest', '--timelapse', 't.mp4'), 2, /End it in \.webp or \.gif\./],
    [
      stylize('--style', 'harvest', '--save-every', '0'),
      2,
      /--save-every: expected a whole number from 1 to 5000, or recipe/,
    ],
    [stylize('--resume', 'x.png', '--init', 'noise'), 2, /--init: expected nothing beside --resume/],
    [['info', join(folders.samples, 'coffee.jpg')], 1, /does not say how it was painted/],
    [stylize(), 2, /--style is missing/],
    [stylize('--style', 'harvest', '--size', '31'), 2, /--size: expected a whole number from 32 to 2048/],
    [stylize('--style', 'harvest:0'), 2, /--style: expected a weight/],
    [stylize('--style', 'nonsense'), 2, /"nonsense" is no preset/],
    [stylize('--style', 'harvest', '--recipe', 'x'), 2, /--recipe: expected one of impasto/],
    [stylize('--style', 'harvest', '-o', 'o.gif'), 2, /ends in no format that we write/],
    [stylize('--style', 'missing.png'), 1, /Cannot read missing\.png: there is no such file/],
    [stylize('--style', 'harvest', '-o', 'no/o.png'), 1, /Cannot write no\/o\.png/],
    [['stylize', cli, '--style', 'harvest'], 1, /cli\.js is of a kind we do not take \(text\)/],
    [
      stylize('--style', 'harvest', '--device', 'coreml', '--size', '32'),
      1,
      /device coreml does not work here/,
    ],
  ])('tells in one line what is wrong with %j', async (words, code, sentence) => {
    const run = await impasto(words);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toMatch(/^impasto: [^\n]+\n$/);
    expect(run.stderr).toMatch(sentence);
  });

  it('paints a picture and tells it as JSON, one event a line, the outcome last', async () => {
    const words = ['--style', 'cafe-terrace:2', '--style', 'harvest', '--size', '64', '--steps', '3'];
    const { code, stdout, stderr } = await impasto(stylize(...words, '--json'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const events = jsonLines(stdout);
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(3);
    const done = events.at(-1);
    expect(done).toEqual({
      ...{ type: 'done', output: 'coffee-cafe-terrace-harvest.png', width: 64, height: 43, steps: 3 },
      seconds: expect.any(Number),
      peakRssMiB: expect.any(Number),
      losses: expect.objectContaining({
        content: { conv4_2: expect.any(Number) },
        total: expect.any(Number),
      }),
      recipe: expect.objectContaining({ name: 'impasto' }),
      device: 'cpu',
    });
    expect(done.losses.total).toBeLessThan(events.find(({ type }) => type === 'step').losses.total);
    const bytes = readFileSync(join(folder, done.output));
    expect(await decodeImage(bytes, { name: 'it' })).toMatchObject({ width: 64, height: 43, format: 'png' });
  });

  it('scores a picture lower than the plain photo, under the recipe it was painted by', async () => {
    const painted = await impasto(
      stylize('--style', 'harvest', '--size', '96', '--steps', '8', '-o', 'p.png', '-q'),
    );
    expect(painted).toEqual({ code: 0, stdout: '', stderr: '' });
    const judge = async (image: string) => {
      const { stdout } = await impasto([
        'score',
        image,
        '--content',
        'coffee',
        '--style',
        'harvest',
        '--json',
      ]);
      return JSON.parse(stdout);
    };
    const photo = await decodeImage(readFileSync(join(folders.samples, 'coffee.jpg')), {
      name: 'it',
      maxSide: 96,
    });
    writeFileSync(join(folder, 'plain.png'), await encodeImage(photo, { format: 'png' }));
    const [ours, plain] = [await judge('p.png'), await judge('plain.png')];
    expect(ours).toMatchObject({ type: 'score', width: 96, height: 64, device: 'cpu', recipe: 'impasto' });
    expect(ours.total).toBeLessThan(plain.total);
  });

  it('says in a picture how it was made: the same again by its own command, and further from there', async () => {
    const beside = ['--save-every', '2', '--plot', 'p.svg', '--trace', 't.json', '--timelapse', 't.gif'];
    const words = [
      '--style',
      'harvest',
      '--size',
      '48',
      '--steps',
      '4',
      '--seed',
      '5',
      '--colors',
      'content',
    ];
    const painted = await impasto(stylize(...words, ...beside, '--json', '-o', 'made.png'));
    expect(painted).toMatchObject({ code: 0, stderr: '' });
    const events = jsonLines(painted.stdout);
    expect(events.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual(
      expect.arrayContaining(['p.svg', 't.json', 't.gif']),
    );
    for (const name of ['p.svg', 't.json', 't.gif']) expect(existsSync(join(folder, name))).toBe(true);

    const told = await impasto(['info', 'made.png', '--json']);
    const { command, settings } = JSON.parse(told.stdout);
    expect(settings).toMatchObject({ content: 'coffee', seed: '5', colors: 'content' });
    const again = command.split(' ').slice(1);
    expect(await impasto([...again, '-q', '-o', 'again.png'])).toMatchObject({ code: 0, stderr: '' });
    const read = (name: string) => readFileSync(join(folder, name));
    expect(read('again.png').equals(read('made.png'))).toBe(true);

    const further = await impasto(['stylize', '--resume', 'made.png', '--steps', '2', '-q']);
    expect(further).toEqual({ code: 0, stdout: '', stderr: '' });
    const info = await impasto(['info', 'made-resumed.png']);
    expect(info.stdout).toMatch(/start +made\.png, sha256/);
    expect(info.stdout).toContain('--init made.png');
  }, 120_000);

  it('keeps the best picture so far at Ctrl-C, which the whole process group hears, and exits 130', async () => {
    const words = ['--style', 'harvest', '--size', '64', '--steps', '5000', '--json', '-o', 'stopped.png'];
    let hasInterrupted = false;
    const run = await impasto(stylize(...words), (stdout, child) => {
      if (hasInterrupted || !stdout.includes('"step":2')) return;
      hasInterrupted = true;
      process.kill(-child.pid!, 'SIGINT');
    });
    expect(run).toMatchObject({ code: 130, stderr: '' });
    expect(jsonLines(run.stdout).at(-1)).toMatchObject({
      type: 'cancelled',
      output: 'stopped.png',
      width: 64,
    });
    expect(existsSync(join(folder, 'stopped.png'))).toBe(true);
  });

  it('leaves at once at the second Ctrl-C, without a picture', async () => {
    const words = ['--style', 'harvest', '--size', '512', '--steps', '5000', '--json', '-o', 'left.png'];
    let hasInterrupted = false;
    const run = await impasto(stylize(...words), (stdout, child) => {
      if (hasInterrupted || !stdout.includes('"started"')) return;
      hasInterrupted = true;
      child.kill('SIGINT');
      // Why not process.kill: it may have left by then, which is no failure.
      setTimeout(() => child.kill('SIGINT'), 50);
    });
    expect(run.code).toBe(130);
    expect(existsSync(join(folder, 'left.png'))).toBe(false);
  });

  it('exits 130 when another command is interrupted', async () => {
    const run = await impasto(['doctor', '--json'], (_, child) => child.kill('SIGINT'));
    expect(run.code).toBe(130);
  });

  it('does its work in silence when nobody reads its output any more', async () => {
    const words = ['--style', 'harvest', '--size', '48', '--steps', '3', '--json', '-o', 'unread.png'];
    const run = await impasto(stylize(...words), (_, child) => child.stdout?.destroy());
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, 'unread.png'))).toBe(true);
  });

  it('reads .env of the folder it is run in, and names the variable that is wrong', async () => {
    writeFileSync(join(folder, '.env'), 'IMPASTO_THREADS=lots\n');
    try {
      const run = await impasto(stylize('--style', 'harvest'));
      expect(run).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('IMPASTO_THREADS must be a whole number'),
      });
    } finally {
      rmSync(join(folder, '.env'));
    }
  });

  it('leaves no parts of files behind', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
}, 60_000);
