/** The reverse walk: the gradient of a scalar with respect to one input, as more nodes of the same graph. */
import { add, constant } from './build.js';
import { gradients } from './gradients.js';
import { type Node, type OpName, sortNodes } from './ops.js';

/**
 * Differentiates `value` (a scalar) with respect to `variable`.
 * @returns a node of the variable's shape.
 * @throws TypeError when the value is no scalar, a rule gives the wrong number of gradients, or nothing flows back.
 */
export function differentiate(value: Node, variable: Node): Node {
  if (value.shape.length !== 0) throw new TypeError('Expected a scalar to differentiate');
  const order = sortNodes([value]);
  const needed = dependants(order, variable);
  const collected = new Map<Node, Node>([[value, constant(1)]]);
  for (const node of order.toReversed()) {
    const g = collected.get(node);
    if (!g || node === variable || !needed.has(node)) continue;
    const flows = (gradients[node.op] as (g: Node, node: Node<OpName>) => readonly (Node | null)[])(g, node);
    if (flows.length !== node.inputs.length) {
      throw new TypeError(
        `The gradient of ${node.op} covers ${flows.length} of ${node.inputs.length} inputs`,
      );
    }
    node.inputs.forEach((input, i) => {
      if (!needed.has(input)) return;
      const flow = flows[i];
      if (!flow) throw new TypeError(`${node.op} passes no gradient to its input ${i}`);
      const before = collected.get(input);
      collected.set(input, before ? add(before, flow) : flow);
    });
  }
  const result = collected.get(variable);
  if (!result) throw new TypeError('The value does not depend on the variable');
  return result;
}

/** The nodes that depend on `variable`, itself included. */
function dependants(order: readonly Node[], variable: Node): ReadonlySet<Node> {
  const found = new Set<Node>([variable]);
  for (const node of order) if (node.inputs.some((input) => found.has(input))) found.add(node);
  return found;
}
