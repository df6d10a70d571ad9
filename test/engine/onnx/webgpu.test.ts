/**
 * WebGPU, for real: every operation, a small objective, and a step of the default recipe beside the CPU's. It needs a
 * Vulkan device; SwiftShader, one in software that comes with Chromium, will do (.ci/run sets it up).
 */
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import { createAtelier } from '../../../src/engine/atelier.js';
import type { Backend } from '../../../src/engine/backend.js';
import { openDevice } from '../../../src/engine/devices.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { planStyleSize } from '../../../src/engine/plan.js';
import { resizePlanes } from '../../../src/engine/planes/resize.js';
import type { Device } from '../../../src/engine/port.js';
import { createRendererProcess } from '../../../src/engine/process/renderer-process.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { readPixels, readPlanes, readShippedNetwork } from '../../golden/fixtures.js';
import { testBackend } from './conformance.js';

// SwiftShader takes up to a minute for what the CPU does in half a second.
vi.setConfig({ testTimeout: 300_000 });

const { VK_DRIVER_FILES: driver } = process.env;
const hint = 'no VK_DRIVER_FILES: run it with VK_DRIVER_FILES=/usr/lib/chromium/vk_swiftshader_icd.json';
const create = (device: string, parameters: (name: string) => Float32Array) =>
  createOnnxBackend({ device, threads: 1, parameters });

if (driver === undefined) {
  describe.skip(`backend onnx on WebGPU (${hint})`, () => {
    it('is the same as the plain evaluator', () => undefined);
  });
} else {
  testBackend('onnx on WebGPU', {
    open: (parameters) => openDevice('webgpu', 0, ['webgpu'], (device) => create(device, parameters)),
    tolerance: 1e-4,
  });

  describe('a step of the default recipe on WebGPU', () => {
    it('has the losses and the gradient of the CPU', async () => {
      const network = await readShippedNetwork();
      const [photo, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
      const size = { width: 32, height: 32 };
      const content = resizePlanes(photo, 32, 32, 'lanczos3');
      const styleSize = planStyleSize(style, recipes.impasto, size);
      const picture = resizePlanes(style, styleSize.width, styleSize.height, 'lanczos3');
      const evaluate = async (backend: Backend) => {
        const atelier = createAtelier(backend, network);
        const session = await atelier.open(recipes.impasto, size, content, [{ picture, weight: 1 }]);
        return session.evaluate(resizePlanes(photo, 32, 32, 'bilinear').data);
      };
      const source = parameterSource(network);
      const found = await evaluate(create('webgpu', source));
      const expected = await evaluate(create('cpu', source));
      for (const kind of ['content', 'style'] as const) {
        for (const [layer, value] of Object.entries(expected.losses[kind]))
          expect(Math.abs(found.losses[kind][layer]! / value - 1), `${kind} ${layer}`).toBeLessThan(1e-4);
      }
      expect(Math.abs(found.losses.total / expected.losses.total - 1)).toBeLessThan(1e-4);
      let [error, whole] = [0, 0];
      for (const [i, value] of expected.gradient.entries()) {
        error += (found.gradient[i]! - value) ** 2;
        whole += value ** 2;
      }
      expect(Math.sqrt(error / whole)).toBeLessThan(1e-3);
    });
  });
}

describe('without a graphics device', () => {
  it('WebGPU is unavailable with a reason, and the rendering process lives on', {
    timeout: 60_000,
  }, async () => {
    const root = findPackageRoot();
    const nowhere = { VK_DRIVER_FILES: '/nowhere.json', VK_ICD_FILENAMES: '/nowhere.json' };
    const renderer = createRendererProcess({
      root,
      entry: join(root, 'dist', 'src', 'engine', 'process', 'child.js'),
      env: { ...process.env, ...nowhere },
    });
    const picture = await readPixels('style.png');
    const score = (device: Device) =>
      renderer.score(
        {
          image: { width: 16, height: 16, data: new Uint8Array(768) },
          content: picture,
          styles: [{ pixels: picture, weight: 1, mask: null }],
          ...{ recipe: 'single-layer', engine: 'onnx', device, threads: 1 },
        },
        new AbortController().signal,
      );
    try {
      await expect(score('webgpu')).rejects.toMatchObject({
        code: 'device-unavailable',
        context: {
          device: 'webgpu',
          detail: expect.stringMatching(/^Failed to get a WebGPU adapter/),
        },
      });
      const { pid } = renderer;
      expect((await score('auto')).device).toBe('cpu');
      expect(renderer.pid).toBe(pid);
    } finally {
      await renderer.close();
    }
  });
});
