/** Whether the native TensorFlow is there: what needs it is skipped elsewhere, saying how to run it. */
import { findPackageRoot } from '../../../src/assets.js';
import { isNativeSetUp } from '../../../src/engine/tensorflow/load-native.js';

export const hasTensorflow = isNativeSetUp(findPackageRoot());

/** Behind the name of what is skipped. */
export const howToSetUp = hasTensorflow ? '' : ' (skipped: run `npm run setup:tensorflow` first)';
