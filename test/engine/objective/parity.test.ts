import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { testSeeds } from './parity-seeds.js';

testSeeds((parameters) => createOnnxBackend({ device: 'cpu', threads: 2, parameters }));
