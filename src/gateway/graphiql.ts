import { createHash } from 'node:crypto';

/** A page, and the policy under which a browser may run it. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

const DEFAULT_QUERY = `# A token goes into the headers below. One for the CRM:
#   npm run -s selfsame -- token --system crm

{
  __typename
}
`;

let page: Promise<Page> | undefined;

/** GraphiQL, from which to try the graph in development. It loads nothing from anywhere else, and may not. */
export function graphiqlPage(): Promise<Page> {
  page ??= render();
  return page;
}

async function render(): Promise<Page> {
  // 9 MB, which production does without.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Selfsame',
    defaultQuery: DEFAULT_QUERY,
    headers: JSON.stringify({ authorization: 'Bearer <token>' }, null, 2),
  });
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
  const scriptHash = createHash('sha256').update(script).digest('base64');
  const contentSecurityPolicy = [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    // The editor makes its workers out of text, and its styles while it runs.
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { html, contentSecurityPolicy };
}
