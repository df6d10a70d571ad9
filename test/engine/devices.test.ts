import { describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backend.js';
import { openDevice } from '../../src/engine/devices.js';
import { evaluate } from '../../src/engine/graph/evaluate.js';

const listed = ['cpu', 'webgpu', 'cuda'];

/** A backend that computes with the plain evaluator; `spoil` lets a device fail or lie. */
function fakeDevices(spoil: Readonly<Record<string, () => number>> = {}) {
  const tried: string[] = [];
  let open = 0;
  const create = (device: string): Backend => ({
    ...{ engine: 'onnx', device, threads: 1, lowering: 'none' },
    compile: async (graph) => {
      tried.push(device);
      const wrong = spoil[device]?.();
      open += 1;
      return {
        run: async (feeds) => {
          const plain = Object.fromEntries(Object.entries(feeds).map(([name, { data }]) => [name, data]));
          const found = evaluate(graph, plain);
          return Object.fromEntries(
            Object.entries(found).map(([name, values]) => [
              name,
              Float32Array.from(values, (v) => (wrong === undefined ? v : wrong)),
            ]),
          );
        },
        release: async () => {
          open -= 1;
        },
      };
    },
  });
  return { create, tried, stillOpen: () => open };
}

const fail = (message: string) => () => {
  throw new Error(message);
};

describe('openDevice', () => {
  it('takes the device that was asked for and releases its trial program', async () => {
    const { create, tried, stillOpen } = fakeDevices();
    expect((await openDevice('webgpu', 0, listed, create)).device).toBe('webgpu');
    expect(tried).toEqual(['webgpu']);
    expect(stillOpen()).toBe(0);
  });

  it('falls back to the CPU with `auto`', async () => {
    const { create, tried } = fakeDevices({ cuda: fail('no driver') });
    expect((await openDevice('auto', 0, listed, create)).device).toBe('cpu');
    expect(tried).toEqual(['cuda', 'cpu']);
  });

  it('takes the first that works with `auto`, and never a device that may be slower than the CPU', async () => {
    expect((await openDevice('auto', 0, listed, fakeDevices().create)).device).toBe('cuda');
    expect((await openDevice('auto', 0, ['cpu', 'webgpu'], fakeDevices().create)).device).toBe('cpu');
  });

  it('fails with the reason where a device asked for does not work, and tries no other', async () => {
    const place = '/src/context.cc:136 Initialize(const Config&)::<lambda()> status == Success was false. ';
    const { create, tried } = fakeDevices({ webgpu: fail(`${place}No supported adapters\nat frame 1`) });
    await expect(openDevice('webgpu', 0, listed, create)).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device: 'webgpu', detail: 'No supported adapters' },
    });
    expect(tried).toEqual(['webgpu']);
  });

  it('fails where a device computes wrongly', async () => {
    const { create, stillOpen } = fakeDevices({ cuda: () => 41 });
    await expect(openDevice('cuda', 0, listed, create)).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { detail: 'it computed 41 for 2 x 21' },
    });
    expect(stillOpen()).toBe(0);
  });

  it('hands on which card is meant, and says it where that one does not work', async () => {
    const cards: number[] = [];
    const { create } = fakeDevices();
    const note = (name: string, index: number) => {
      cards.push(index);
      return create(name);
    };
    await openDevice('cuda', 1, listed, note);
    await openDevice('cuda', 0, listed, note);
    expect(cards).toEqual([1, 0]);
    const broken = fakeDevices({ cuda: fail('invalid device ordinal') });
    await expect(openDevice('cuda', 3, listed, broken.create)).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device: 'cuda:3', detail: 'invalid device ordinal' },
    });
  });

  it.each(['auto', 'cpu', 'webgpu', 'coreml'] as const)('knows no second %s', async (device) => {
    const { create, tried } = fakeDevices();
    await expect(openDevice(device, 1, listed, create)).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device: `${device}:1` },
    });
    expect(tried).toEqual([]);
  });

  it('says what there is where the package has no such device', async () => {
    const { create, tried } = fakeDevices();
    await expect(openDevice('coreml', 0, listed, create)).rejects.toMatchObject({
      code: 'device-unavailable',
      context: { device: 'coreml', detail: 'this build of onnxruntime offers cpu, webgpu, cuda' },
    });
    expect(tried).toEqual([]);
  });
});
