/** Messages and forms as a page that needs nothing else: one file, no scripts. */
import { styleOf, type Theme } from './style.js';

/**
 * A page of its own.
 * @param parts what renderMessageHtml and renderModalHtml gave, from top to bottom.
 */
export function renderPage(parts: readonly string[], { theme }: { readonly theme: Theme }): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Messages</title>
<style>${styleOf(theme)}</style></head>
<body><main>${parts.join('\n')}</main></body>
</html>
`;
}
