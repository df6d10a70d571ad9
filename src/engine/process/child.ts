/**
 * Entry file of a rendering process: loads the engine once, then answers its parent until the channel closes.
 * It writes nothing to stdout. Argument: the package root, where models/ lies.
 */
import { StudioError } from '../../errors.js';
import type { RendererMessage, RendererRequest } from './messages.js';
import { createServer, describeFailure } from './serve.js';

/** `sent` is called when the message has left, or could not. */
const send = (message: RendererMessage, sent: () => void = () => undefined) => {
  if (process.connected) process.send!(message, undefined, undefined, sent);
  else sent();
};

// Why: Ctrl-C in a terminal goes to the whole process group. The parent answers it with a cancel, and the best picture
// so far must still come out of here.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

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
  const renderer = await createRenderer({ root: process.argv[2]! });
  const serve = createServer(renderer, send);
  process.on('message', (request) => void serve(request as RendererRequest));
  send({ type: 'ready' });
} catch (error) {
  send(describeFailure(null, error), () => process.exit(1));
}
