/** What TensorFlow must do as a backend, whichever of its backends computes. */
import { describe, expect, it } from 'vitest';
import { input, multiply, sum, sumSquares } from '../../../src/engine/graph/build.js';
import { differentiate } from '../../../src/engine/graph/differentiate.js';
import { lowerRoots } from '../../../src/engine/graph/lower-roots.js';
import type { Node } from '../../../src/engine/graph/ops.js';
import { toDevice, toOurs } from '../../../src/engine/tensorflow/layout.js';
import type { TensorFlow } from '../../../src/engine/tensorflow/ops.js';
import { runGraph, schedule } from '../../../src/engine/tensorflow/run-graph.js';
import { createTensorflowBackend } from '../../../src/engine/tensorflow/tensorflow-backend.js';
import { caseValues, opCases, openCase } from '../graph/cases.js';
import { testBackend } from '../onnx/conformance.js';
import { smallObjective } from './small-objective.js';

export interface TensorflowSuite {
  readonly load: () => Promise<TensorFlow>;
  readonly device: string;
  /** Steps over which the number of tensors must stay. */
  readonly steps: number;
  /** Whether this `tf` can differentiate: the core alone cannot. @default false */
  readonly hasGradients?: boolean;
}

const lowerings = ['winogradKernel', 'winograd3x3'] as const;

export function testTensorflow(
  name: string,
  { load, device, steps, hasGradients = false }: TensorflowSuite,
): void {
  testBackend(name, {
    open: async (parameters) => createTensorflowBackend({ tf: await load(), device, parameters }),
    tolerance: 1e-5,
    leavesOut: lowerings,
  });

  describe(`${name}, beside the conformance`, () => {
    it('says what it is', async () => {
      const backend = createTensorflowBackend({
        tf: await load(),
        device,
        parameters: () => new Float32Array(),
      });
      expect(backend).toMatchObject({ engine: 'tensorflow', device });
    });

    it(`holds as many tensors after ${steps} steps as after one`, async () => {
      const tf = await load();
      const before = tf.memory().numTensors;
      const { graph, feeds, parameters } = smallObjective(16, 16);
      const program = await createTensorflowBackend({ tf, device, parameters }).compile(graph);
      await program.run(feeds(0));
      const { numTensors, numBytes } = tf.memory();
      for (let step = 1; step < steps; step++) await program.run(feeds(step));
      expect(tf.memory()).toMatchObject({ numTensors, numBytes });
      await program.release();
      expect(tf.memory().numTensors).toBe(before);
    });

    it('keeps on the device what is fed again as fixed, and takes what is new', async () => {
      const tf = await load();
      const x = input('x', [1, 3, 4, 4]);
      const k = input('k', [1, 3, 4, 4]);
      const program = await createTensorflowBackend({
        ...{ tf, device, parameters: () => new Float32Array() },
      }).compile({ outputs: { y: multiply(x, k) } });
      const fed = (value: number) => ({
        data: new Float32Array(48).fill(value),
        shape: [1, 3, 4, 4],
        isFixed: true,
      });
      const two = fed(2);
      expect((await program.run({ x: fed(3), k: two })).y![0]).toBe(6);
      expect((await program.run({ x: fed(4), k: two })).y![0]).toBe(8);
      expect((await program.run({ x: fed(4), k: fed(5) })).y![47]).toBe(20);
      const image = { ...fed(1), isFixed: false };
      await program.run({ x: image, k: two });
      image.data.fill(9);
      expect((await program.run({ x: image, k: two })).y![0], 'the same array, written to').toBe(18);
      await program.release();
    });
  });

  if (!hasGradients) return;
  describe(`${name}, differentiating by itself`, () => {
    it("agrees with TensorFlow's own differentiation of the whole objective", async () => {
      const tf = await load();
      const { graph, feeds, parameters } = smallObjective(24, 21);
      const given = feeds(7);
      const backend = createTensorflowBackend({ tf, device, parameters });
      const program = await backend.compile(graph);
      const ours = (await program.run(given)).gradient!;
      await program.release();
      const plan = schedule(tf, { outputs: { total: graph.outputs.total! } }, true);
      const { layoutOf } = plan.context;
      const theirs = tf.tidy(() => {
        const tensors = new Map(
          plan.given.map((node) => [node, openGiven(tf, node, layoutOf(node), given, parameters)] as const),
        );
        const image = plan.given.find((node) => node.op === 'input' && node.attributes.name === 'image')!;
        const gradient = tf.grad((x) => runGraph(plan, new Map([...tensors, [image, x]])).get('total')!)(
          tensors.get(image)!,
        );
        return toOurs(tf, gradient, layoutOf(image)).dataSync() as Float32Array;
      });
      expect(relativeError(ours, theirs)).toBeLessThan(1e-3);
    });

    it.each(Object.entries(opCases).filter(([op]) => !(lowerings as readonly string[]).includes(op)))(
      "has TensorFlow's own gradient for %s",
      async (_, cases) => {
        const tf = await load();
        for (const opCase of cases) {
          const { result, inputs } = openCase(opCase);
          const variables = inputs.filter(({ op }) => op === 'input');
          const values = new Map(
            inputs.map((node, i) => [node, Float32Array.from(caseValues(node.shape, i))]),
          );
          // The sum of squares gives every element of the result its own gradient.
          const total = result.shape.length === 0 ? sum([result]) : sumSquares(result);
          for (const variable of variables) {
            const ours = differentiateOr(total, variable);
            if (ours === null) continue;
            const graphs = lowerRoots({ outputs: { total, gradient: ours } });
            const plan = schedule(tf, graphs, true);
            const { layoutOf } = plan.context;
            const [mine, theirs] = tf.tidy(() => {
              const tensors = new Map(
                plan.given.map((node) => [
                  node,
                  node.op === 'constant'
                    ? tf.scalar(node.attributes.value)
                    : toDevice(tf, values.get(node)!, node.shape, layoutOf(node)),
                ]),
              );
              const forward = schedule(tf, { outputs: { total: graphs.outputs.total! } }, true);
              const own = runGraph(plan, tensors).get('gradient')!;
              const its = tf.grad(
                (x) => runGraph(forward, new Map([...tensors, [variable, x]])).get('total')!,
              )(tensors.get(variable)!);
              return [own.dataSync(), its.dataSync()] as [Float32Array, Float32Array];
            });
            expect(relativeError(mine, theirs), result.op).toBeLessThan(1e-3);
          }
        }
      },
    );
  });
}

/** Operations whose rule is `none` have no gradient to compare. */
function differentiateOr(total: Node, variable: Node): Node | null {
  try {
    return differentiate(total, variable);
  } catch {
    return null;
  }
}

function openGiven(
  tf: TensorFlow,
  node: Node,
  layout: Parameters<typeof toDevice>[3],
  feeds: Readonly<Record<string, { readonly data: Float32Array }>>,
  parameters: (name: string) => Float32Array,
) {
  if (node.op === 'constant') return tf.scalar(node.attributes.value);
  if (node.op === 'parameter') return toDevice(tf, parameters(node.attributes.name), node.shape, layout);
  if (node.op === 'input') return toDevice(tf, feeds[node.attributes.name]!.data, node.shape, layout);
  throw new TypeError(`Expected what is given, got ${node.op}`);
}

function relativeError(ours: Float32Array, theirs: Float32Array): number {
  let [difference, size] = [0, 1e-30];
  for (let i = 0; i < theirs.length; i++) {
    difference += (ours[i]! - theirs[i]!) ** 2;
    size += theirs[i]! ** 2;
  }
  expect(ours.length).toBe(theirs.length);
  return Math.sqrt(difference / size);
}
