/** Leave to answer in the conversation that somebody chose in a modal: `response_url_enabled`. */
import type { State } from '../state/state.js';
import type { StoredView } from '../state/stored-view.js';
import type { Block, Body } from '../world.js';
import { createAddress } from './payload.js';

export function responseUrlsOf(state: State, view: StoredView): readonly Body[] {
  return view.blocks.flatMap((block) => {
    const element = (block.element ?? {}) as Block;
    const filled = view.filled.get(String(block.block_id))?.[String(element.action_id)] as Body | undefined;
    const channel = state.channels.get(String(filled?.selected_conversation ?? filled?.selected_channel));
    if (element.response_url_enabled !== true || channel === undefined) return [];
    const path = createAddress(state, 'actions', { user: view.user, channel, source: null });
    const url = { response_url: state.origin + path, channel_id: channel.id };
    return [{ block_id: block.block_id, action_id: element.action_id, ...url }];
  });
}
