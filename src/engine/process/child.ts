/**
 * Entry file of a rendering process: loads the engine once, then answers its parent until the channel closes.
 * It writes nothing to stdout. Arguments: the package root, where models/ lies, and the folder of style measurements,
 * empty = none.
 */
import { StudioError } from '../../errors.js';
import { createCheckpointFile } from './checkpoint-file.js';
import { createGramFolder } from './gram-folder.js';
import type { RendererMessage, RendererRequest } from './messages.js';
import { createServer, describeFailure } from './serve.js';

/** `sent` is called when the message has left, or could not. */
const send = (message: RendererMessage, sent: () => void = () => undefined) => {
  if (process.connected) process.send!(message, undefined, undefined, sent);
  else sent();
};

// Why: Ctrl-C in a terminal goes to the whole process group, and a service manager's SIGTERM to all of the service. The
// parent answers the one with a cancel and the other with a suspend, and the best picture so far or the checkpoint must
// still come out of here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));

const warn = (text: string) => void process.stderr.write(text);

const parent = process.ppid;
/**
 * Whether whoever asks is still there. A dead parent shows in the channel only at the next turn of the event loop, which a
 * step can hold up for seconds; in the parent's id it shows at once (not on Windows, where the id stays). What remains is
 * the instant between this question and the rename: then an orphan's checkpoint lands beside the work of a new process,
 * whole and of the same render, and is written over by that one's next.
 */
const hasParent = () => process.connected && process.ppid === parent;

/** Loads the engine's module, and with it the native library. @throws StudioError 'engine-unavailable'. */
async function loadEngine() {
  try {
    return await import('../render.js');
  } catch (cause) {
    const detail = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
    throw new StudioError('engine-unavailable', { engine: 'onnx', detail }, { cause });
  }
}

try {
  const { createRenderer } = await loadEngine();
  const [root, cacheFolder] = process.argv.slice(2);
  const renderer = await createRenderer({
    root: root!,
    // Why: native libraries read their own variables as they load, and this process alone is to have ours for them.
    env: process.env,
    placeOf: (path) => createCheckpointFile(path, { warn, isWanted: hasParent }),
    ...(cacheFolder ? { grams: createGramFolder(cacheFolder) } : {}),
  });
  const serve = createServer(renderer, send);
  process.on('message', (request) => void serve(request as RendererRequest));
  send({ type: 'ready' });
} catch (error) {
  send(describeFailure(null, error), () => process.exit(1));
}
