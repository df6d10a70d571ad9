/** The page's routes: what each path answers, to whom. What is behind them is in the other files of this folder. */
import { type Handler, Hono } from 'hono';
import type { Conversation } from '../../conversation/conversation.js';
import { asStudioError } from '../../errors.js';
import type { Requester } from '../../job/job.js';
import type { Log } from '../../log.js';
import type { Studio } from '../../studio.js';
import { createAsking } from './asking.js';
import { type Asset, type Assets, isKnown } from './assets.js';
import type { Channel } from './channel.js';
import type { Gate } from './gate.js';
import { freshHeaders, safetyHeaders } from './headers.js';
import type { Bindings, Here } from './here.js';
import type { Login } from './login.js';
import { findPicture, findPreset, type Shown } from './pictures.js';
import { toAnswer } from './refusal.js';
import { begin } from './start.js';
import { createTab } from './tab.js';

export interface AppParts {
  readonly studio: Studio;
  readonly conversation: Conversation;
  readonly channel: Channel;
  readonly assets: Assets;
  readonly loginStyle: Asset;
  readonly gate: () => Gate;
  /** null = whoever reaches us is let in. */
  readonly login: Login | null;
  /** Who a user of the page is to the studio. */
  readonly requesterOf: (user: string) => Requester;
  readonly version: string;
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  readonly log: Log;
}

/** Open tabs, of everybody. */
const mostTabs = 200;
/** Whoever needs no token has this name. */
const localUser = 'local';

export function createApp(parts: AppParts): Hono<Bindings> {
  const { studio, channel, assets, gate, login, requesterOf, log } = parts;
  const app = new Hono<Bindings>();
  const ask = createAsking(parts);

  app.use(async (c, next) => {
    const reason = gate()(c.env.incoming);
    if (reason === null) await next();
    else c.res = c.text(`Refused: ${reason}.\n`, 403);
    for (const [name, value] of Object.entries(safetyHeaders)) c.header(name, value);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', freshHeaders['cache-control']);
  });

  /** Only this method; HEAD comes with GET. */
  const route = (method: 'GET' | 'POST', path: string, handler: Handler<Bindings>) => {
    app.on(method, path, handler);
    app.all(path, (c) => c.text('Not this way.\n', 405, { allow: method === 'GET' ? 'GET, HEAD' : method }));
  };

  if (login !== null) {
    route('GET', '/login.css', (c) => sendAsset(c, parts.loginStyle));
    app.get('/login', (c) =>
      login.whoIs(c.req.header('cookie')) === null ? c.html(login.page()) : c.redirect('/', 303),
    );
    route('POST', '/login', async (c) => {
      const entry = await login.enter(c.env.incoming);
      if (entry.type === 'out') return c.html(entry.page, entry.status);
      c.header('set-cookie', entry.cookie);
      return c.redirect('/', 303);
    });
  }

  app.use(async (c, next) => {
    const user = login === null ? localUser : login.whoIs(c.req.header('cookie'));
    if (user === null) return c.req.path === '/' ? c.redirect('/login', 303) : c.text('Log in first.\n', 401);
    c.set('requester', requesterOf(user));
    return next();
  });

  const asset = (path: string) => (c: Here) => {
    const found = assets.get(path);
    return found === undefined ? c.notFound() : sendAsset(c, found);
  };
  route('GET', '/', asset('index.html'));
  route('GET', '/assets/*', (c) => asset(c.req.path.slice('/assets/'.length))(c));

  route('GET', '/api/start', async (c) => {
    await channel.refresh();
    return c.json(await begin(parts, c.get('requester'), channel.messages()));
  });
  route('POST', '/api/command/:name', (c) => ask.command(c, c.req.param('name') ?? ''));
  route('POST', '/api/button', (c) => ask.press(c));

  route('GET', '/api/events', (c) => {
    if (c.req.method === 'HEAD') return c.body(null, 405, { allow: 'GET' });
    if (channel.tabs >= mostTabs) return c.text('Too many tabs are open.\n', 503);
    const { outgoing } = c.env;
    const tab = createTab({ now: parts.now, left: channel.leave, drop: () => outgoing.destroy() });
    channel.join(tab);
    // Why no-transform: what stands between must not collect it first.
    return c.body(tab.stream, 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  route('GET', '/api/preset/:id', async (c) => {
    const shown = await findPreset(studio.album, c.req.param('id') ?? '', c.get('requester'));
    return shown === null ? c.notFound() : sendPicture(c, shown);
  });
  route('GET', '/api/picture/:job/:which', async (c) => {
    const { job = '', which = '' } = c.req.param();
    const shown = await findPicture(job, which, c.get('requester'), parts);
    return shown === null ? c.notFound() : sendPicture(c, shown);
  });

  app.notFound((c) => c.text('There is nothing here.\n', 404));
  app.onError((error, c) => {
    const { status, answer } = toAnswer(error);
    // Why: whoever has gone needs no answer, and what they broke off is no failure of ours.
    if (status === 500 && !c.req.raw.signal.aborted)
      log.error({ err: asStudioError(error).cause ?? error, path: c.req.path }, 'a request failed');
    return c.json(answer, status);
  });
  return app;
}

function sendAsset(c: Here, { type, bytes, etag }: Asset): Response {
  const headers = { etag, 'cache-control': 'no-cache' };
  if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304, headers);
  return c.body(asBody(bytes), 200, { ...headers, 'content-type': type });
}

async function sendPicture(c: Here, shown: Shown): Promise<Response> {
  const { type, etag, keepSeconds, fileName, read } = shown;
  const headers: Record<string, string> =
    etag === null
      ? { ...freshHeaders }
      : {
          etag,
          'cache-control': `private, max-age=${keepSeconds}${keepSeconds > 86_400 ? ', immutable' : ''}`,
        };
  if (etag !== null && isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304, headers);
  const bytes = await read();
  if (bytes === null) return c.notFound();
  if (c.req.query('full') !== undefined && fileName !== null) {
    // Why two names: the first is for those who cannot read the second.
    const plain = fileName.normalize('NFD').replace(/[^\w.-]+/g, '');
    headers['content-disposition'] =
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  }
  return c.body(asBody(bytes), 200, { ...headers, 'content-type': type });
}

/** The same bytes, typed as a body. */
const asBody = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;
