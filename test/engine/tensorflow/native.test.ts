import { describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import { loadNative } from '../../../src/engine/tensorflow/load-native.js';
import { smokeTest } from '../../../src/engine/tensorflow/smoke.js';
import { hasTensorflow, howToSetUp } from './is-set-up.js';
import { testTensorflow } from './suite.js';

const root = findPackageRoot();

if (hasTensorflow) {
  const { tf, device } = loadNative(root);
  testTensorflow('tensorflow through @tensorflow/tfjs-node-gpu', {
    load: async () => tf,
    device,
    steps: 1000,
    hasGradients: true,
  });
  it('computes natively, and says with which library', () => {
    expect(tf.getBackend()).toBe('tensorflow');
    expect(smokeTest(loadNative(root))).toMatch(/^TensorFlow 2\.\d+\.\d+ works, on (the CPU|an NVIDIA GPU)$/);
  });
} else {
  describe.skip(`tensorflow native${howToSetUp}`, () => {
    it('computes as the plain evaluator does', () => undefined);
  });
}

it('says what to do where it is not set up', () => {
  expect(() => loadNative('/nowhere/at/all')).toThrow(
    expect.objectContaining({
      code: 'engine-unavailable',
      context: expect.objectContaining({ detail: expect.stringContaining('npm run setup:tensorflow') }),
    }),
  );
});
