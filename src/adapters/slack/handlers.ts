/** What Bolt hands on, and who answers it. */
import type { App, BlockAction, SlackShortcut, ViewSubmitAction } from '@slack/bolt';
import { commands } from '../../../commands/all.js';
import { answerAction, nameOfId } from './actions.js';
import type { Desk } from './desk.js';
import { createServe, none } from './events.js';
import { isHome, publishHome } from './home.js';
import { answerMention, readMention } from './mention.js';
import { openShortcut } from './shortcuts.js';
import { answerSlash } from './stylize-command.js';
import { suggest } from './suggesting.js';
import { answerView } from './views.js';

type Body = Readonly<Record<string, unknown>>;

/** Whatever the id: those that are none of ours are refused in words. */
const any = /^/;

const messageOf = (shortcut: SlackShortcut): Body | null =>
  shortcut.type === 'message_action' ? shortcut.message : null;

/** Answers everything that people do in Slack. Nothing that goes wrong reaches Bolt. */
export function registerHandlers(app: App, desk: Desk): void {
  const serve = createServe(desk);

  app.command(`/${commands.stylize.name}`, ({ body, command, respond, ack }) =>
    serve({ about: { kind: 'command', name: 'stylize' }, body, respond, ack: () => ack() }, (answering) =>
      none(answerSlash(desk, answering, { text: command.text ?? '', trigger: command.trigger_id })),
    ),
  );

  app.shortcut(any, ({ body, shortcut, respond, ack }) => {
    const { callback_id: callback, trigger_id: trigger } = shortcut;
    const about = { kind: 'shortcut', name: shortcut.type };
    return serve({ about, body, respond, ack: () => ack() }, (answering) =>
      none(openShortcut(desk, answering, { callback, trigger, message: messageOf(shortcut) })),
    );
  });

  app.action<BlockAction>({ type: 'block_actions', action_id: any }, ({ body, action, respond, ack }) => {
    const about = { kind: 'press', name: nameOfId(action.action_id) };
    return serve({ about, body, respond, ack: () => ack() }, (answering) =>
      answerAction(desk, answering, { body, action }),
    );
  });

  app.view<ViewSubmitAction>(
    { callback_id: any, type: 'view_submission' },
    ({ body, view, respond, ack }) => {
      const about = { kind: 'form', name: nameOfId(view.callback_id) };
      return serve({ about, body, respond, ack: null }, (answering) =>
        answerView(desk, answering, view, ack),
      );
    },
  );

  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: any }, ({ body, options, ack }) =>
    serve({ about: { kind: 'suggestion', name: 'styles' }, body, ack: null }, (answering) =>
      none(suggest(desk, answering, options.value, ack)),
    ),
  );

  app.event('app_mention', ({ body, event }) => {
    const mention = readMention(event as unknown as Body);
    return serve(
      { about: { kind: 'mention', name: 'stylize' }, body, ack: null, isPublic: true },
      (answering) => (mention === null ? none(Promise.resolve()) : answerMention(desk, answering, mention)),
    );
  });

  app.event('app_home_opened', ({ body, event }) =>
    serve({ about: { kind: 'home', name: 'opened' }, body, ack: null }, (answering) =>
      none(isHome(event as unknown as Body) ? publishHome(desk, answering) : Promise.resolve()),
    ),
  );
}
