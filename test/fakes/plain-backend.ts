/** The plain evaluator as a backend: slow, in double precision, and without any runtime to blame. */
import type { Backend } from '../../src/engine/backend.js';
import { evaluate } from '../../src/engine/graph/evaluate.js';
import { sortNodes } from '../../src/engine/graph/ops.js';

/** @param parameters values of the weights by name. */
export function createPlainBackend(parameters: (name: string) => Float32Array): Backend {
  return {
    ...{ engine: 'onnx', device: 'plain', threads: 1, lowering: 'none' },
    compile: async (graph) => {
      const nodes = sortNodes(Object.values(graph.outputs));
      const weights = nodes.flatMap(({ op, attributes }) =>
        op === 'parameter' ? [[attributes.name, parameters(attributes.name)] as const] : [],
      );
      return {
        run: async (feeds) => {
          const given = Object.entries(feeds).map(([name, { data }]) => [name, data] as const);
          const found = evaluate(graph, Object.fromEntries([...weights, ...given]));
          return Object.fromEntries(Object.entries(found).map(([name, v]) => [name, Float32Array.from(v)]));
        },
        release: async () => undefined,
      };
    },
  };
}
