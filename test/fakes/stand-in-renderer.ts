/** Entry file of a rendering process without an engine: like src/engine/process/child.ts, with a stand-in's render. */
import type { RendererMessage, RendererRequest } from '../../src/engine/process/messages.js';
import { createServer } from '../../src/engine/process/serve.js';
import { createStandInRender } from './stand-in-render.js';

const send = (message: RendererMessage) => {
  if (process.connected) process.send!(message);
};

process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

const render = createStandInRender({
  die: () => process.kill(process.pid, 'SIGKILL'),
  hasParent: () => process.connected,
});
const score = () => Promise.reject(new TypeError('Expected a `render` request'));
const serve = createServer({ render, score }, send);
process.on('message', (request) => void serve(request as RendererRequest));
send({ type: 'ready' });
