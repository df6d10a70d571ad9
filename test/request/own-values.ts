/** What an order has beside its pictures where nothing but these was asked for. */
import type { Order } from '../../src/request/order.js';

export const ownValues = {
  init: null,
  initPicture: null,
  'style-scale': 1,
  coarseness: 50,
  'content-layers': null,
  'style-layers': null,
  pooling: null,
  'content-weight': null,
  'style-weight': null,
  'tv-weight': null,
} as const satisfies Partial<Order>;
