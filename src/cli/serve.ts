import { Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { MEANINGS, exitHelp } from './exit.ts';
import { whenNpmIsGone } from './npm.ts';
import { endOnSignal, stopSignal } from './stop-signal.ts';

const SUBGRAPHS = ['person', 'verification', 'decision', 'consent'] as const;

/** Which part of the hub this process is. */
interface ServeOptions {
  only?: (typeof SUBGRAPHS)[number];
  gateway?: true;
}

/** `serve`: runs a hub until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the hub: all of it, one subgraph, or the gateway alone.')
    .addOption(
      new Option('--only <subgraph>', 'serve this subgraph alone, for a gateway elsewhere')
        .choices(SUBGRAPHS)
        .conflicts('gateway'),
    )
    .option('--gateway', 'serve the gateway alone, over the subgraphs in SUBGRAPH_URLS')
    .addHelpText(
      'after',
      `
Examples:
  npm start
  PORT=4001 npm run -s selfsame -- serve --only person
  SUBGRAPH_URLS=person=http://127.0.0.1:4001/graphql,… npm run -s selfsame -- serve --gateway

Ctrl-C ends it in order; a second one ends it at once.
${exitHelp({ ...MEANINGS, 0: 'stopped in order', 130: 'ended at once by a second signal' })}`,
    )
    .action(async (options: ServeOptions) => {
      const { loadConfig } = await import('../config.ts');
      const config = loadConfig();
      const stop = stopSignal(() => process.stderr.write('Stopping. Once more ends it at once.\n'));
      await whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
      const { startHub } = await import('../main.ts');
      const hub = await startHub(config, options).catch((error: unknown) => {
        endOnSignal();
        throw error;
      });
      if (!stop.aborted) process.stdout.write(greeting(hub.url, config, options));
      await new Promise((resolve) => (stop.aborted ? resolve(undefined) : stop.addEventListener('abort', resolve)));
      await hub.stop();
    });
}

function greeting(url: string, config: Config, options: ServeOptions): string {
  const graphql = new URL('/graphql', url).href;
  const addresses = [`GraphQL   ${graphql}`, `Health    ${new URL('/health/ready', url).href}`];
  if (config.environment === 'development' && !options.only)
    addresses.splice(1, 0, `GraphiQL  ${graphql} in a browser`);
  const part = options.only ? `The ${options.only} subgraph` : options.gateway ? 'The gateway' : 'Selfsame';
  const sections = [`${part} is ready.`, ...addresses.map((line) => `  ${line}`)];
  if (!config.issuer && !options.only) sections.push(...firstQuery(graphql));
  return `\n${sections.join('\n')}\n\n`;
}

function firstQuery(graphql: string): string[] {
  const dataDir = process.env['DATA_DIR'] ? `DATA_DIR='${process.env['DATA_DIR']}' ` : '';
  return [
    '',
    'A token for the CRM:',
    `  TOKEN=$(${dataDir}npm run -s selfsame -- token --system crm)`,
    '',
    'A query, who owns each field of a person:',
    `  curl -s ${graphql} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `    -d '{"query":"{ ownership { name owners } }"}'`,
  ];
}
