import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { testPeers } from './parity-peers.js';

testPeers((parameters) => createOnnxBackend({ device: 'cpu', threads: 2, parameters }));
