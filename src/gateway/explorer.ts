import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A page, and the policy under which a browser may run it. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

let page: Page | undefined;

/**
 * A page from which to try the graph in development: an editor for operation, variables and token, the answers of queries
 * and, as they come, of subscriptions, and the schema to look through. It loads nothing from anywhere else. GraphiQL
 * itself has no build in one file, and a page that fetches it from a CDN fails without a network.
 */
export function explorerPage(): Page {
  page ??= read();
  return page;
}

function read(): Page {
  const html = readFileSync(new URL('explorer.html', import.meta.url), 'utf8');
  const hashOf = (tag: string): string => {
    const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  return {
    html,
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${hashOf('script')}`,
      `style-src ${hashOf('style')}`,
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}
