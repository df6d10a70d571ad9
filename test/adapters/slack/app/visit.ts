/** A browser at the pages where a workspace takes the application in. */
import type { FakeSlack } from '../../../fakes/slack/fake.js';
import type { User } from '../../../fakes/slack/world.js';

export interface Visit {
  readonly page: Response;
  readonly html: string;
  /** Where the page's button leads to. */
  readonly button: URL;
  /** With Slack's answer, on the way back to us. */
  readonly back: URL;
  /** What we say to it. */
  finish(about?: { readonly cookie?: string; readonly url?: URL }): Promise<Response>;
}

export async function visit(
  slack: FakeSlack,
  port: number,
  user: User,
  about: { readonly isEnterprise?: boolean; readonly isDenied?: boolean } = {},
): Promise<Visit> {
  const origin = `http://127.0.0.1:${port}`;
  slack.consent({ user, redirectUri: `${origin}/slack/oauth_redirect`, ...about });
  const page = await fetch(`${origin}/slack/install`);
  const html = await page.text();
  const [, href = ''] = /<a href="([^"]+)"/.exec(html) ?? [];
  const button = new URL(href.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))));
  const consent = await fetch(button, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location')!);
  const [cookie = ''] = (page.headers.get('set-cookie') ?? '').split(';');
  return {
    ...{ page, html, button, back },
    finish: (own = {}) =>
      fetch(own.url ?? back, { headers: { cookie: own.cookie ?? cookie }, redirect: 'manual' }),
  };
}
