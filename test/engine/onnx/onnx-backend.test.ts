import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { testBackend } from './conformance.js';

testBackend('onnx on the CPU', {
  open: async (parameters) => createOnnxBackend({ device: 'cpu', threads: 1, parameters }),
  tolerance: 1e-5,
});
