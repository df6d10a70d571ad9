import { loadWasm } from '../../../src/engine/tensorflow/load-wasm.js';
import { testTensorflow } from './suite.js';

testTensorflow('tensorflow in WebAssembly', { load: loadWasm, device: 'wasm', steps: 200 });
