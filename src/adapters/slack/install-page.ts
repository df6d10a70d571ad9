/** What people see who take the application into their workspace. */
import type { ServerResponse } from 'node:http';

const head = (title: string) =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title><style>body{font:18px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em;` +
  `color:#222;background:#faf8f4}a{display:inline-block;padding:.6em 1.2em;border-radius:.4em;color:#fff;` +
  `background:#4a154b;text-decoration:none}</style></head><body><h1>${title}</h1>`;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (title: string, words: string) => `${head(title)}<p>${words}</p></body></html>`;

/** @param url where Slack asks whether it may be. */
export const installPage = (url: string): string =>
  page(
    'Impasto for Slack',
    `Paints photos in the style of a picture. Slack asks you next what it may do.</p><p><a href="${escapeHtml(url)}">Add to Slack</a>`,
  );

/** Why these: an address of these pages has a code in it, which is to go nowhere, and no page may frame them. */
export const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const show = (response: ServerResponse, status: number, title: string, words: string) => {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' });
  response.end(page(title, words));
};

export const showSuccess = (response: ServerResponse): void =>
  show(
    response,
    200,
    'It is there',
    'Go back to Slack, type <b>/stylize</b> in a channel, and choose a photo and a style.',
  );

/** @param isStale whoever came was too slow, or began in another browser. */
export const showFailure = (response: ServerResponse, isStale: boolean): void =>
  show(
    response,
    isStale ? 400 : 502,
    'It is not installed',
    `${isStale ? 'That took too long, or was begun in another browser.' : 'Slack did not let it in.'} <a href="install">Try again</a>`,
  );
