import { describe, expect, it } from 'vitest';
import { devices, numberedDevices, parseSlotDevice } from '../../src/engine/port.js';

describe('parseSlotDevice', () => {
  it.each(devices)('reads %s as the first of its kind', (device) => {
    expect(parseSlotDevice(device)).toEqual({ device, index: 0 });
  });

  it('reads the number of a card', () => {
    for (const device of numberedDevices) {
      expect(parseSlotDevice(`${device}:0`)).toEqual({ device, index: 0 });
    }
    expect(parseSlotDevice('cuda:1')).toEqual({ device: 'cuda', index: 1 });
    expect(parseSlotDevice('dml:12')).toEqual({ device: 'dml', index: 12 });
  });

  it.each(['cpu:0', 'cpu:1', 'auto:1', 'webgpu:2', 'coreml:1'])('knows that there is no %s', (text) => {
    expect(parseSlotDevice(text)).toBeNull();
  });

  it.each(['', 'gpu', 'cuda:', 'cuda:-1', 'cuda:1.5', 'cuda:100', 'CUDA', ' cpu', 'cpu ', 'cuda:1,cpu'])(
    'refuses "%s"',
    (text) => {
      expect(parseSlotDevice(text)).toBeNull();
    },
  );
});
