/** Graphs with some nodes put in place of others: what lowerings are made of. */
import { make } from './build.js';
import { type Graph, type Node, type OpName, sortNodes } from './ops.js';

/**
 * The same graph with replacements. What does not change stays the very same node.
 * @param replace what stands for a node whose inputs are `inputs` by now; null = the node itself.
 */
export function rewrite(graph: Graph, replace: (node: Node, inputs: readonly Node[]) => Node | null): Graph {
  const rewritten = new Map<Node, Node>();
  for (const node of sortNodes(Object.values(graph.outputs))) {
    const inputs = node.inputs.map((input) => rewritten.get(input)!);
    const isSame = inputs.every((input, i) => input === node.inputs[i]);
    rewritten.set(
      node,
      replace(node, inputs) ?? (isSame ? node : make<OpName>(node.op, node.attributes, ...inputs)),
    );
  }
  return {
    outputs: Object.fromEntries(
      Object.entries(graph.outputs).map(([name, node]) => [name, rewritten.get(node)!]),
    ),
  };
}
