/**
 * `npm run bench:event-loop`: how long the parent's event loop is held up while a rendering process paints 256 pixels
 * with previews twice a second. Prints milliseconds; the same waits without a render stand beside them.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { assetFolders } from '../../src/assets.js';
import { ownControls } from '../../src/engine/port.js';
import { createRendererProcess } from '../../src/engine/process/renderer-process.js';
import { measureDelay } from './measure-delay.js';
import { createSpec } from './samples.js';

const { values: args } = parseArgs({
  options: {
    size: { type: 'string', default: '256' },
    steps: { type: 'string', default: '15' },
    threads: { type: 'string', default: '0' },
  },
});

const renderer = createRendererProcess({ root: assetFolders().root });
try {
  const spec = await createSpec({
    size: Number(args.size),
    steps: Number(args.steps),
    threads: Number(args.threads),
    previewIntervalMs: 500,
    previewEvery: 0,
    saveEvery: 0,
    controls: ownControls,
    engine: 'onnx',
  });
  await renderer.warmUp();
  await measureDelay('idle', async () => {
    await sleep(3000);
    return '3 s';
  });
  await measureDelay('rendering', async () => {
    let previews = 0;
    const began = performance.now();
    for await (const { type } of renderer.render(spec, new AbortController().signal)) {
      if (type === 'preview') previews += 1;
    }
    return `${((performance.now() - began) / 1000).toFixed(1)} s, ${previews} previews`;
  });
} finally {
  await renderer.close();
}
