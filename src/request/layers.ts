/** `conv1_1:2,relu4_1` to layers with weights, and back. */
import { layerNames } from '../engine/network/vgg19.js';
import type { LayerWeight } from '../engine/port.js';

/** Most that one layer may weigh; weights are relative to the other layers' and to the losses' own weights. */
export const maxLayerWeight = 1e6;

const entryForm = /^(?:conv|relu)([1-5]_[1-4])(?::(\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,2}))?)?$/;

/** null where the text means no layers: an unknown layer, one twice, a weight out of range, or weights of 0 only. */
export function parseLayers(text: string): readonly LayerWeight[] | null {
  const layers: LayerWeight[] = [];
  for (const entry of text.split(',')) {
    const [, place, digits = '1', power = '0'] = entryForm.exec(entry.trim().toLowerCase()) ?? [];
    const layer = layerNames.find((name) => name === `conv${place}`);
    const weight = Number(`${digits}e${power}`);
    if (layer === undefined || weight > maxLayerWeight || layers.some((known) => known.layer === layer)) {
      return null;
    }
    layers.push({ layer, weight });
  }
  return layers.some(({ weight }) => weight > 0) ? layers : null;
}

/** As it is typed: weights of 1 are left out. */
export function formatLayers(layers: readonly LayerWeight[]): string {
  return layers.map(({ layer, weight }) => (weight === 1 ? layer : `${layer}:${weight}`)).join(',');
}
