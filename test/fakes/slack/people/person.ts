/** A user at a channel. */
import { checkChoices } from '../checks/index.js';
import type { Deed, Dispatch } from '../deliver/dispatch.js';
import { CannotDo, type Choice, type Exchange, type Person } from '../person.js';
import { controlKey } from '../state/blocks.js';
import { directChannel } from '../state/build.js';
import { post } from '../state/compose.js';
import { messageKey, type State } from '../state/state.js';
import { StoredMessage } from '../state/stored-message.js';
import { closeAll, type StoredView } from '../state/stored-view.js';
import { messageJson, viewJson } from '../state/wire.js';
import { leave } from '../web/respond.js';
import type { Body, Channel, Message, SlackFile, Team, User, View } from '../world.js';
import { checkSeen, findControl, type Place, pressOf, selectOf, whereOf } from './controls.js';
import { fillView } from './form.js';
import { baseOf, channelName, commandOf, createAddress, createTrigger, needInstallation } from './payload.js';
import { responseUrlsOf } from './response-urls.js';
import { answerSubmission } from './submission.js';

export interface PersonParts {
  readonly state: State;
  readonly dispatch: Dispatch;
  /** Sends an event. @returns null where nobody is to hear of it. */
  readonly tell: (team: Team, event: Body) => Exchange | null;
}

export function createPerson({ state, dispatch, tell }: PersonParts, user: User, channel: Channel): Person {
  const { team } = user;
  const ts = () => state.ids.ts();
  const trigger = (from: StoredView | null = null) =>
    createTrigger(state, { user, channel: channel.id, from });

  const place = (where: Message | View): Place => {
    const known =
      'ts' in where ? state.messages.get(messageKey(where.channel, where.ts)) : state.views.get(where.id);
    if (known === undefined) throw new CannotDo('There is no such thing');
    return known;
  };
  const checkHere = () => {
    if (!channel.members.has(user.id)) throw new CannotDo(`${user.name} is not in ${channel.name}`);
    if (channel.isArchived) throw new CannotDo(`${channel.name} is archived`);
  };
  const interact = (payload: Body, also: Omit<Deed, 'type' | 'payload'> = {}): Exchange => {
    const { triggerId = null, address = null } = also;
    const urls = address === null ? {} : { response_url: state.origin + address };
    const whole = {
      ...baseOf(state, user),
      ...payload,
      ...(triggerId === null ? {} : { trigger_id: triggerId }),
      ...urls,
    };
    return dispatch({ type: 'interactive', payload: whole, ...also });
  };
  /** Uses a control of a message or a view. */
  const act = (where: Place, action: Body): Exchange => {
    const isMessage = where instanceof StoredMessage;
    const address = isMessage
      ? createAddress(state, 'actions', { user, channel: where.channel, source: where })
      : null;
    const from = isMessage || where.type === 'home' ? null : where;
    const payload = { type: 'block_actions', ...whereOf(state, where), actions: [action] };
    return interact(payload, { triggerId: trigger(from), address });
  };
  const write = (text: string, files: readonly SlackFile[], thread?: Message) => {
    checkHere();
    for (const file of files) if (file.user !== user.id) throw new CannotDo('The file is not theirs');
    const root = thread === undefined ? null : (thread.thread ?? thread.ts);
    return post(state, { channel, author: user.id, by: 'user', text, blocks: [], files, thread: root });
  };
  const eventOf = (message: StoredMessage): Body => {
    const { type: _, team: __, ...rest } = messageJson(state, message);
    return { ...rest, channel: channel.id, event_ts: message.ts };
  };
  const kinds = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

  return {
    user,
    channel,

    say(text, files = [], thread) {
      const message = write(text, files, thread);
      const bot = needInstallation(state, team).botUser.id;
      if (channel.members.has(bot))
        tell(team, { type: 'message', ...eventOf(message), channel_type: kinds[channel.kind] });
      return message;
    },

    mention(text, files = [], thread) {
      const { botUser, scopes } = needInstallation(state, team);
      const message = write(`<@${botUser.id}> ${text}`.trim(), files, thread);
      const hears =
        channel.members.has(botUser.id) && scopes.has('app_mentions:read') && channel.kind !== 'im';
      return { message, exchange: hears ? tell(team, { type: 'app_mention', ...eventOf(message) }) : null };
    },

    slash(command, text = '') {
      checkHere();
      const installation = needInstallation(state, team, 'commands');
      const triggerId = trigger();
      const address = createAddress(state, 'commands', { user, channel, source: null });
      const own = { trigger_id: triggerId, response_url: state.origin + address };
      return dispatch({
        ...{ type: 'slash_commands', triggerId, address, isAnswerable: true },
        payload: { ...commandOf(state, user, channel, command, text), ...own },
        take: (response) =>
          response === null
            ? null
            : leave(state, installation, state.addresses.get(address)!, response, 'acknowledgement'),
      });
    },

    shortcut(callbackId) {
      needInstallation(state, team, 'commands');
      return interact(
        { type: 'shortcut', callback_id: callbackId, action_ts: ts() },
        { triggerId: trigger() },
      );
    },

    messageShortcut(callbackId, target) {
      needInstallation(state, team, 'commands');
      const message = place(target) as StoredMessage;
      checkSeen(message, user);
      if (message.ephemeralFor !== null) throw new CannotDo('Ephemeral messages have no shortcuts');
      const address = createAddress(state, 'actions', { user, channel: message.channel, source: message });
      const where = {
        channel: { id: message.channel.id, name: channelName(message.channel) },
        message_ts: message.ts,
      };
      const payload = { type: 'message_action', callback_id: callbackId, action_ts: ts(), ...where };
      return interact(
        { ...payload, message: messageJson(state, message) },
        { triggerId: trigger(), address },
      );
    },

    press(where, actionId) {
      const at = place(where);
      return act(at, pressOf(findControl(at, user, actionId), ts()));
    },

    select(where, actionId, value) {
      const at = place(where);
      return act(at, selectOf(state, at, user, findControl(at, user, actionId), value, ts()));
    },

    async typeahead(where, actionId, text) {
      const at = place(where);
      const control = findControl(at, user, actionId);
      const { block, element } = control;
      if (!element.type.endsWith('external_select')) throw new CannotDo(`${actionId} does not ask the bot`);
      if (text.length < Number(element.min_query_length ?? 3)) throw new CannotDo(`${text} is too short`);
      let choices: readonly Choice[] = [];
      const payload = {
        type: 'block_suggestion',
        action_id: element.action_id,
        block_id: block.block_id,
        value: text,
      };
      const asked = interact(
        { ...payload, ...whereOf(state, at) },
        {
          isAnswerable: true,
          take(response) {
            const problem = checkChoices(response ?? {});
            if (problem !== null) throw new Error(problem);
            const { options = [], option_groups: groups = [] } = response as {
              options?: Body[];
              option_groups?: Body[];
            };
            const all = [...options, ...groups.flatMap((group) => group.options as Body[])];
            at.offered.set(controlKey(control), all);
            choices = all.map((one) => ({ text: String((one.text as Body).text), value: String(one.value) }));
            return null;
          },
        },
      );
      await asked.acknowledged;
      return choices;
    },

    fill(view, values = {}, files = {}) {
      const shown = place(view) as StoredView;
      checkSeen(shown, user);
      fillView(state, shown, user, { values, files }, false);
    },

    submit(view, values = {}, files = {}) {
      const shown = place(view) as StoredView;
      checkSeen(shown, user);
      if (shown.type === 'home') throw new CannotDo('A home tab is not sent');
      if (shown.body.submit === undefined) throw new CannotDo('The modal cannot be sent');
      fillView(state, shown, user, { values, files });
      shown.tell({ errors: {}, hasTrouble: false });
      const triggerId = trigger(shown);
      const payload = {
        type: 'view_submission',
        view: viewJson(state, shown),
        response_urls: responseUrlsOf(state, shown),
      };
      return interact(payload, {
        ...{ triggerId, isAnswerable: true },
        take(response) {
          state.triggers.get(triggerId)!.opened ??= answerSubmission(state, shown, response);
          return null;
        },
        miss: () => shown.tell({ hasTrouble: true }),
      });
    },

    close(view) {
      const shown = place(view) as StoredView;
      checkSeen(shown, user);
      if (shown.type === 'home') throw new CannotDo('A home tab is not closed');
      if (shown.body.clear_on_close === true) closeAll(shown);
      else shown.tell({ isOpen: false });
      if (shown.body.notify_on_close !== true) return null;
      const isCleared = shown.body.clear_on_close === true;
      return interact({ type: 'view_closed', view: viewJson(state, shown), is_cleared: isCleared });
    },

    openHome() {
      const home = state.homes.get(user.id);
      const view = home === undefined ? {} : { view: viewJson(state, home) };
      return tell(team, {
        type: 'app_home_opened',
        user: user.id,
        channel: directChannel(state, user).id,
        tab: 'home',
        ...view,
      });
    },

    get home() {
      return state.homes.get(user.id) ?? null;
    },

    sees(file) {
      const isMember = (id: string) => state.channels.get(id)?.members.has(user.id) === true;
      if (file.isDeleted) return false;
      if (file.user === user.id || [...file.sharedIn].some(isMember)) return true;
      const shows = ({ parts }: StoredMessage) =>
        parts.some((one) => (one.slack_file as Body | undefined)?.id === file.id);
      return (
        state.settings.showsPrivateFiles &&
        [...state.messages.values()].some((one) => !one.isDeleted && isMember(one.channel.id) && shows(one))
      );
    },
  };
}
