/**
 * `npm run setup:tensorflow`: gives the nested package its native binding. The package's own script would download
 * libtensorflow 2.9 from a vendor's host; here the library comes from TensorFlow's wheel on PyPI, and the glue is compiled
 * from the sources inside the npm package (one call of g++).
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nativeFolder } from './load-native.js';

export interface SetupWish {
  /** The library for CUDA 12 with what it needs of CUDA, some gigabytes. */
  readonly cuda: boolean;
  /** A site-packages folder that has `tensorflow/` in it already, in place of a download. */
  readonly python: string | null;
}

export interface SetupParts {
  /** The project's root. */
  readonly root: string;
  readonly platform: string;
  readonly arch: string;
  /** Node-API version of this Node. */
  readonly napi: number;
  /** Runs a program, showing what it prints. @throws Error when it fails or is not there. */
  readonly run: (program: string, args: readonly string[], folder: string) => Promise<void>;
  readonly say: (line: string) => void;
}

/** TensorFlow as it was tried with this package: 2.15.1 is the last whose CUDA wheel (12.2, cuDNN 8.9) names all it needs. */
const wheels = { cpu: 'tensorflow-cpu==2.15.1', cuda: 'tensorflow[and-cuda]==2.15.1' } as const;

/** Only the C library is used, so the wheel of one Python serves whichever is here. */
const wheelTags = [
  ...['--python-version', '3.11', '--implementation', 'cp', '--only-binary=:all:'],
  ...['2014', '_2_17', '_2_27', '_2_28'].flatMap((tag) => ['--platform', `manylinux${tag}_x86_64`]),
];

/** Newest Node-API that the package's sources know. */
const newestNapi = 8;

/** A mistake of whoever set it up, told without a stack. */
export class SetupError extends Error {}

/**
 * Fills the nested package; what is there already is made anew.
 * @throws SetupError with what to do, or the failure of a program that was run.
 */
export async function setUp({ cuda, python }: SetupWish, parts: SetupParts): Promise<void> {
  const { root, platform, arch, run, say } = parts;
  if (`${platform}-${arch}` !== 'linux-x64') {
    throw new SetupError(
      `The TensorFlow engine is built for Linux on x64, not for ${platform} on ${arch}. The engine onnx runs here.`,
    );
  }
  const native = join(root, nativeFolder);
  say('Installing @tensorflow/tfjs-node-gpu beside the project ...');
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], native);
  const library = await findLibrary(native, { cuda, python }, parts);
  say('Compiling its binding ...');
  await compileBinding(native, library, parts);
}

async function findLibrary(
  native: string,
  { cuda, python }: SetupWish,
  { run, say }: SetupParts,
): Promise<string> {
  if (python !== null) return checkLibrary(resolve(python, 'tensorflow'));
  const target = join(native, 'site-packages');
  const wheel = cuda ? wheels.cuda : wheels.cpu;
  say(`Fetching ${wheel} from PyPI ...`);
  await rm(target, { recursive: true, force: true });
  const dependencies = cuda ? [] : ['--no-deps'];
  await run(
    'python3',
    ['-m', 'pip', 'install', '--quiet', '--target', target, ...wheelTags, ...dependencies, wheel],
    native,
  );
  return checkLibrary(join(target, 'tensorflow'));
}

function checkLibrary(folder: string): string {
  if (existsSync(join(folder, 'libtensorflow_cc.so.2'))) return folder;
  throw new SetupError(
    `There is no libtensorflow_cc.so.2 in ${folder}: expected a site-packages folder with TensorFlow 2.12 or newer.`,
  );
}

async function compileBinding(native: string, library: string, { napi, run }: SetupParts): Promise<void> {
  const glue = join(native, 'node_modules/@tensorflow/tfjs-node-gpu');
  const version = Math.min(newestNapi, napi);
  const folder = join(glue, `lib/napi-v${version}`);
  const binding = join(folder, 'tfjs_binding.node');
  await mkdir(folder, { recursive: true });
  const headers = [join(native, 'node_modules/node-api-headers/include'), join(library, 'include')];
  await run(
    'g++',
    [
      ...[
        '-std=gnu++17',
        '-O2',
        '-fPIC',
        '-shared',
        `-DNAPI_VERSION=${version}`,
        '-DBUILDING_NODE_EXTENSION',
      ],
      ...headers.map((path) => `-I${path}`),
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => join(glue, 'binding', source)),
      ...[
        `-L${library}`,
        '-l:libtensorflow_cc.so.2',
        '-l:libtensorflow_framework.so.2',
        `-Wl,-rpath,${library}`,
      ],
      ...['-o', `${binding}.part`],
    ],
    native,
  );
  await rename(`${binding}.part`, binding);
}
