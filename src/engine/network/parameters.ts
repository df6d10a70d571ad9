/** A network's weights under the names that graphs give their parameters. */
import { biasName, weightName } from '../objective/features.js';
import type { ParameterSource } from '../onnx/emit.js';
import { layerNames } from './vgg19.js';
import type { Network } from './weights.js';

/** Looks parameters up by name; a layer is decoded when it is first asked for. */
export function parameterSource(network: Network): ParameterSource {
  return (name) => {
    const layer = layerNames.find((candidate) => name.startsWith(`${candidate}.`));
    if (!layer) throw new RangeError(`Expected the name of a layer's parameter, got \`${name}\``);
    const { weight, bias } = network.layers[layer];
    const found = { [weightName(layer)]: weight, [biasName(layer)]: bias }[name];
    if (!found) throw new RangeError(`Expected a weight or a bias, got \`${name}\``);
    return found;
  };
}
