/** PyTorch's values once more, by TensorFlow. */
import { describe } from 'vitest';
import { findPackageRoot } from '../../../src/assets.js';
import { loadNative } from '../../../src/engine/tensorflow/load-native.js';
import { createTensorflowBackend } from '../../../src/engine/tensorflow/tensorflow-backend.js';
import { testPeers } from '../objective/parity-peers.js';
import { type OpenBackend, testSeeds } from '../objective/parity-seeds.js';
import { hasTensorflow, howToSetUp } from './is-set-up.js';

describe.skipIf(!hasTensorflow)(`tensorflow and PyTorch${howToSetUp}`, { timeout: 240_000 }, () => {
  const open: OpenBackend = (parameters) =>
    createTensorflowBackend({ ...loadNative(findPackageRoot()), parameters });
  testSeeds(open);
  testPeers(open);
});
