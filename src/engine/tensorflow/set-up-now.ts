/** What `npm run setup:tensorflow` runs. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../../assets.js';
import { loadNative } from './load-native.js';
import { SetupError, setUp } from './setup.js';
import { smokeTest } from './smoke.js';

const usage =
  'npm run setup:tensorflow                                the library for the CPU\n' +
  'npm run setup:tensorflow -- --cuda                      the library for CUDA 12 (NVIDIA)\n' +
  'npm run setup:tensorflow -- --python <site-packages>    one that pip has installed already\n';

const run = (program: string, args: readonly string[], cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    child.on('error', () => reject(new SetupError(`${program} is needed, and is not there.`)));
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new SetupError(`${program} ended with ${code ?? 'a signal'}, see above.`)),
    );
  });

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readArguments() {
  try {
    return parseArgs({
      options: { cuda: { type: 'boolean' }, python: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return null;
  }
}

const wish = readArguments();
if (wish === null) process.exitCode = 2;
else if (wish.help) say(usage);
else {
  try {
    const root = findPackageRoot();
    await setUp(
      { cuda: wish.cuda ?? false, python: wish.python ?? null },
      {
        ...{ root, run, say, platform: process.platform, arch: process.arch },
        napi: Number(process.versions.napi),
      },
    );
    const library = loadNative(root);
    say(smokeTest(library));
    if (wish.cuda && library.device !== 'cuda') {
      throw new SetupError(
        'The library for CUDA is here, but it found no GPU that it can use: it runs on the CPU.',
      );
    }
  } catch (error) {
    const { message } = error as Error;
    process.stderr.write(`${error instanceof SetupError ? message : ((error as Error).stack ?? message)}\n`);
    process.exitCode = 1;
  }
}
