/** views.*: modals and home tabs. */
import { checkView, maxViewBytes } from '../../checks/index.js';
import type { State, Trigger } from '../../state/state.js';
import { StoredView } from '../../state/stored-view.js';
import { viewJson } from '../../state/wire.js';
import type { Body, Team, User } from '../../world.js';
import { type Context, type Handler, need } from '../context.js';
import { Refusal, refuseArguments } from '../refusal.js';

/** reference/methods/views.push: "Currently the limit is 3." */
const maxStack = 3;

/** @throws Refusal */
export function readView(state: State, view: unknown, type: 'modal' | 'home'): Body {
  if (JSON.stringify(view ?? '').length > maxViewBytes) throw new Refusal('view_too_large');
  const problem = checkView(view, type);
  if (problem !== null) throw refuseArguments(problem);
  const { external_id: external } = view as Body;
  const isTaken = [...state.views.values()].some(
    (one) => one.isOpen && external && one.externalId === external,
  );
  if (isTaken) throw new Refusal('duplicate_external_id');
  return view as Body;
}

/** A trigger that still opens something. @throws Refusal */
function takeTrigger({ state, installation, body }: Context): Trigger {
  const trigger = state.triggers.get(need(body, 'trigger_id'));
  if (trigger === undefined || !installation.serves(trigger.team)) throw new Refusal('invalid_trigger_id');
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
  if (state.time.now() - trigger.at > state.settings.triggerMs) throw new Refusal('expired_trigger_id');
  return trigger;
}

interface Showing {
  readonly user: User;
  readonly team: Team;
  readonly channel: string | null;
  readonly below: StoredView | null;
}

/** Shows a modal to somebody, upon another or in the place of all that are open. */
export function showModal(state: State, showing: Showing, body: Body): StoredView {
  if (showing.below === null)
    for (const one of state.views.values())
      if (one.user === showing.user && one.type === 'modal') one.tell({ isOpen: false });
  const view = new StoredView({ id: state.ids.id('view'), ...showing }, body, state.watch, () =>
    state.ids.secret(8),
  );
  state.views.set(view.id, view);
  state.watch.changed();
  return view;
}

/** Views below it, itself among them. */
export function stackOf(view: StoredView): number {
  return view.below === null ? 1 : 1 + stackOf(view.below);
}

function open(context: Context, below: (trigger: Trigger) => StoredView | null): Body {
  const { state, body } = context;
  const trigger = takeTrigger(context);
  const view = readView(state, body.view, 'modal');
  const under = below(trigger);
  trigger.isUsed = true;
  const { user, team, channel } = trigger;
  trigger.opened = showModal(state, { user, team, channel, below: under }, view);
  state.watch.changed();
  return { view: viewJson(state, trigger.opened) };
}

function checkHash(view: StoredView | undefined, hash: unknown): void {
  if (hash !== undefined && view !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
}

/** What was filled in stays where the input stays. */
export function dropLost(view: StoredView): void {
  const kept = new Set(view.blocks.map((block) => block.block_id));
  for (const id of view.filled.keys()) if (!kept.has(id)) view.filled.delete(id);
}

export const views = {
  'views.open': (context) => open(context, () => null),

  'views.push': (context) =>
    open(context, ({ from }) => {
      if (from === null || !from.isOpen) throw new Refusal('not_found');
      if (stackOf(from) >= maxStack) throw new Refusal('push_limit_reached');
      return from;
    }),

  'views.update'({ state, installation, body }) {
    const view = [...state.views.values()].find((one) =>
      body.view_id === undefined
        ? one.externalId !== '' && one.externalId === body.external_id
        : one.id === body.view_id,
    );
    if (view === undefined || !view.isOpen || !installation.serves(view.team)) throw new Refusal('not_found');
    checkHash(view, body.hash);
    const { external_id: external, ...rest } = (body.view ?? {}) as Body;
    readView(state, external === view.externalId ? rest : body.view, 'modal');
    view.update(body.view as Body);
    dropLost(view);
    return { view: viewJson(state, view) };
  },

  'views.publish'({ state, installation, body }) {
    const user = state.users.get(need(body, 'user_id'));
    if (user === undefined || !installation.serves(user.team)) throw new Refusal('user_not_found');
    const known = state.homes.get(user.id);
    checkHash(known, body.hash);
    const view = readView(state, body.view, 'home');
    if (known === undefined) {
      const about = { id: state.ids.id('view'), user, team: user.team, below: null, channel: null };
      const made = new StoredView(about, view, state.watch, () => state.ids.secret(8));
      state.homes.set(user.id, made);
      state.views.set(made.id, made);
      state.watch.changed();
      return { view: viewJson(state, made) };
    }
    known.update(view);
    return { view: viewJson(state, known) };
  },
} as const satisfies Readonly<Record<string, Handler>>;
