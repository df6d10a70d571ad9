/** tfjs with its WebAssembly backend: slow, but it runs wherever Node does. */
import type { TensorFlow } from './ops.js';

/** @throws Error where this machine's Node cannot run it. */
export async function loadWasm(): Promise<TensorFlow> {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend('wasm'))) throw new Error("tfjs' WebAssembly backend does not start here");
  await tf.ready();
  return tf;
}
