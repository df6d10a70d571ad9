/** Whether a TensorFlow computes: a convolution and its own gradient, compared with what is known by hand. */
import type { NativeLibrary } from './load-native.js';

/** What runs, in a line. @throws Error where it computes something else. */
export function smokeTest({ tf, version, device }: NativeLibrary): string {
  const [sum] = tf.tidy(() => {
    const gradient = tf.grad((x) => tf.sum(tf.conv2d(x as never, tf.ones([3, 3, 3, 4]), 1, 'same')));
    return tf.sum(gradient(tf.ones([1, 8, 8, 3]))).dataSync();
  });
  // Every one of 64 positions is seen by its 4, 6 or 9 neighbours: (6 x 9 + 4 x 6 + ...) = 22 x 22 taps, 3 x 4 times.
  const expected = 22 * 22 * 3 * 4;
  if (sum !== expected) throw new Error(`TensorFlow computes ${sum} where ${expected} is right`);
  const place = device === 'cuda' ? 'an NVIDIA GPU' : 'the CPU';
  return `TensorFlow ${version} works, on ${place}`;
}
