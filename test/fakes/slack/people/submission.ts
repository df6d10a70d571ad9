/** What a bot answers to a modal that was sent: surfaces/modals, "Modifying modals". */
import type { State } from '../state/state.js';
import { closeAll, type StoredView } from '../state/stored-view.js';
import { Refusal } from '../web/refusal.js';
import { dropLost, readView, showModal, stackOf } from '../web/routes/views.js';
import type { Body } from '../world.js';

type Act = (state: State, view: StoredView, response: Body) => StoredView | null;

/** By `response_action`. @returns the view that is shown anew. */
const acts: Readonly<Record<string, Act>> = {
  clear(_, view) {
    closeAll(view);
    return null;
  },
  errors(_, view, { errors }) {
    const told = Object.entries((errors ?? {}) as Record<string, unknown>);
    const inputs = view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id);
    if (
      told.length === 0 ||
      told.some(([id, text]) => !inputs.includes(id) || typeof text !== 'string' || text === '')
    )
      throw new Error('Errors are told at inputs, by block_id');
    view.tell({ errors: Object.fromEntries(told) as Record<string, string> });
    return null;
  },
  update(state, view, response) {
    view.update(readView(state, response.view, 'modal'));
    dropLost(view);
    return view;
  },
  push(state, view, response) {
    if (stackOf(view) >= 3) throw new Error('push_limit_reached');
    const { user, team, channel } = view;
    return showModal(state, { user, team, channel, below: view }, readView(state, response.view, 'modal'));
  },
};

/** @throws Error where the answer makes no sense: the user is told that there was trouble. */
export function answerSubmission(state: State, view: StoredView, response: Body | null): StoredView | null {
  if (response?.response_action === undefined) {
    view.tell({ isOpen: false });
    return null;
  }
  try {
    const act = acts[String(response.response_action)];
    if (act === undefined) throw new Error(`unknown response_action: ${response.response_action}`);
    return act(state, view, response);
  } catch (error) {
    view.tell({ hasTrouble: true });
    if (!(error instanceof Refusal)) throw error;
    throw new Error(`${error.error} ${JSON.stringify(error.details)}`);
  }
}
