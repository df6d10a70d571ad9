/** The page: composes the channel, the composer and the events of the service. */
import type { Button, GalleryItem, Reply } from '../../../reply/reply.js';
import type { CommandAnswer, StartAnswer } from '../protocol.js';
import { announcement } from './announcement.js';
import { createAnnouncer } from './announcer.js';
import { createApi } from './api.js';
import { type About, createChannel } from './channel.js';
import { createComposer } from './composer.js';
import { confirmDelete } from './confirm-dialog.js';
import { byId, setText } from './dom.js';
import { openGallery } from './gallery-dialog.js';
import { listen } from './live.js';
import { commandForm, pressForm } from './order-form.js';
import type { Picked, Slots } from './picked.js';
import { openTheme } from './theme.js';
import { fillWelcome } from './welcome.js';
import { words } from './words.js';
import { openZoom } from './zoom-dialog.js';

const life = new AbortController();
addEventListener('pagehide', ({ persisted }) => persisted || life.abort());
const announcer = createAnnouncer(byId('announcer'), byId('alarm'));
const api = createApi(() => location.reload());
openTheme(byId('theme'), localStorage);

const connection = byId('connection');
const showConnection = (state: string, text: string) => {
  connection.dataset.state = state;
  setText(connection, text);
};

/** Milliseconds between two tries to reach a service that does not answer. */
const retryMs = 3000;

async function begin(): Promise<StartAnswer> {
  for (;;) {
    try {
      return await api.start(life.signal);
    } catch (error) {
      if (life.signal.aborted) throw error;
      showConnection('lost', words.unreachable);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

function open(start: StartAnswer): void {
  let isQuiet = true;
  const channel = createChannel({
    ...{ list: byId('channel'), user: start.user, home: () => composer.line },
    actions: {
      zoom: openZoom,
      press: (pressed, from) => void press(pressed, from),
      pick: (item) => pick(item),
    },
    changed(before, { reply }) {
      const sentence = isQuiet ? null : announcement(before, reply);
      if (sentence !== null) announcer.say(sentence);
    },
    filled(isFilled) {
      byId('welcome').hidden = isFilled;
    },
  });
  const take = (answer: CommandAnswer, about: About, from: HTMLElement) => {
    if (answer.type === 'message') {
      channel.put(answer.message);
      channel.show(answer.message.job);
      return true;
    }
    const { reply } = answer;
    channel.answer(reply, about, from);
    if (reply.kind === 'refusal') announcer.warn(spoken(reply));
    else announcer.say(reply.title);
    return reply.kind !== 'refusal';
  };
  const attempt = async (
    work: () => Promise<CommandAnswer>,
    about: About,
    from: HTMLElement,
  ): Promise<boolean> => {
    try {
      return take(await work(), about, from);
    } catch {
      // Why any: whatever kept it from being sent, the person can only try again.
      return take({ type: 'reply', reply: notSent }, about, from);
    }
  };
  const composer = createComposer({
    ...{ root: byId('composer'), start, warn: announcer.warn },
    send: (name, given, slots, typed, sent) =>
      attempt(
        () => api.command(name, commandForm(given, slots), sent),
        { command: typed ?? `/${name}` },
        composer.line,
      ),
  });
  const sendPress = (
    { action, job }: Pick<Button, 'action' | 'job'>,
    style: Picked | null,
    from: HTMLElement,
  ) => attempt(() => api.press(pressForm(action, job, style), () => {}), { job }, from);
  const press = async (pressed: Button, from: HTMLElement) => {
    if (pressed.action === 'delete') return confirmDelete(from, () => void sendPress(pressed, null, from));
    if (pressed.action !== 'style') return sendPress(pressed, null, from);
    openGallery({
      ...{ title: words.styleTitle, text: words.styleText, pictures: start.styles, upload: start.upload },
      ...{ uploadLabel: words.uploadOf.style, from, refused: announcer.warn },
      picked: (picked) => void sendPress(pressed, picked, from),
    });
  };
  /** A picture of an answer goes to where it fits: samples are photos, presets are styles. */
  const pick = ({ id, title }: GalleryItem) =>
    composer.place(
      { type: 'preset', id, title },
      start.samples.some((one) => one.id === id) ? 'content' : 'style',
    );

  fillWelcome(byId('welcome'), start, (photo, style) => {
    const slots: Slots = {
      content: { type: 'preset', id: photo.id, title: photo.title },
      style: { type: 'preset', id: style.id, title: style.title },
    };
    const command = `/stylize ${photo.id} ${style.id}`;
    void attempt(() => api.command('stylize', commandForm([], slots), () => {}), { command }, composer.line);
  });
  byId('welcome').hidden = start.messages.length > 0;
  for (const message of start.messages) channel.put(message);
  if (start.messages.length > 0) channel.showEnd();
  isQuiet = false;
  const lines = {
    ...{ connecting: words.connecting, connected: words.connected, lost: words.lost, leaving: words.leaving },
  } as const;
  listen(
    {
      heard: {
        channel: ({ jobs }) => channel.keepOnly(jobs),
        message: channel.put,
        gone: ({ job }) => channel.remove(job),
        bye: () => {},
      },
      state: (state) => showConnection(state, lines[state]),
    },
    life.signal,
  );
}

/** What is shown where the service says nothing. */
const notSent: Reply = { kind: 'refusal', title: words.notSent, blocks: [], buttons: [], isPrivate: true };

/** A refusal as it is heard: what happened and what to do. */
function spoken({ title, blocks }: Reply): string {
  return [title, ...blocks.flatMap((block) => (block.type === 'text' ? block.text : []))].join('. ');
}

open(await begin());
