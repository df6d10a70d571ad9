/** The page: composes the channel, the composer and the events of the service. */
import type { Action, Button, GalleryItem } from '../../../reply/reply.js';
import type { StartAnswer } from '../protocol.js';
import { announcement } from './announcement.js';
import { createAnnouncer } from './announcer.js';
import { createApi } from './api.js';
import { createAsk } from './ask.js';
import { createChannel } from './channel.js';
import { createComposer } from './composer.js';
import { confirmDelete } from './confirm-dialog.js';
import { byId, setText } from './dom.js';
import { openGallery } from './gallery-dialog.js';
import { listen } from './live.js';
import { parseLine } from './parse-line.js';
import { noSlots, type Picked, type Slots } from './picked.js';
import { openTheme } from './theme.js';
import { openTimelapse } from './timelapse-dialog.js';
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
      playTimelapse: openTimelapse,
      goOn: (job, from) => void ask.press({ action: 'more', job }, null, from),
      press: (pressed, from) => press(pressed, from),
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
  const ask = createAsk({ api, channel, announcer, home: () => composer.line });
  const composer = createComposer({
    ...{ root: byId('composer'), start, warn: announcer.warn, send: ask.command },
  });
  const press = (pressed: Button, from: HTMLElement) => {
    const go = (style: Picked | null) => void ask.press(pressed, style, from);
    const before: Readonly<Partial<Record<Action, () => void>>> = {
      delete: () => confirmDelete(from, () => go(null)),
      style: () =>
        openGallery({
          ...{ title: words.styleTitle, text: words.styleText, pictures: start.styles, from, picked: go },
          ...{ upload: start.upload, uploadLabel: words.uploadOf.style },
        }),
    };
    (before[pressed.action] ?? (() => go(null)))();
  };
  /** A picture of an answer: samples become the photo, presets the style; of a job, its message is shown. */
  const pick = ({ id, title, picture }: GalleryItem) => {
    if (picture.type === 'preset' || picture.type === 'own-style') {
      const isSample = start.samples.some((one) => one.id === id);
      composer.place({ type: 'preset', id, title }, isSample ? 'content' : 'style');
    } else if (!channel.show(picture.job)) {
      const typed = `/status ${picture.job}`;
      const { given } = parseLine(typed, start.commands);
      void ask.command({ name: 'status', given, slots: noSlots, typed });
    }
  };

  fillWelcome(byId('welcome'), start, (photo, style) => {
    const slots: Slots = {
      content: { type: 'preset', id: photo.id, title: photo.title },
      style: { type: 'preset', id: style.id, title: style.title },
    };
    const order = { name: 'stylize', given: [], slots, typed: `/stylize ${photo.id} ${style.id}` };
    void ask.command(order).then(() => {
      // Why: the card that was pressed is hidden now, with the focus in it or already out of it.
      const { activeElement } = document;
      const isLost = activeElement === document.body || byId('welcome').contains(activeElement);
      if (byId('welcome').hidden && isLost) byId('main').focus({ preventScroll: true });
    });
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

open(await begin());
