import { Command, Option } from 'commander';
import { z } from 'zod';
import { EXIT, MEANINGS, exitHelp, printError } from './exit.ts';
import { findToken } from './token.ts';
import { localUrl } from './address.ts';

interface HubOptions {
  system: string;
  endpoint?: string;
}

interface LoadOptions extends HubOptions {
  format: 'ofac' | 'csv' | 'jsonl';
  alt?: string;
  add?: string;
  smaller?: true;
}

/** `watchlist`: the lists that people are looked for on. */
export function watchlistCommand(): Command {
  return new Command('watchlist')
    .description('Load, list and remove the watch lists of a running hub, such as those of sanctions.')
    .addCommand(loadCommand())
    .addCommand(listCommand())
    .addCommand(removeCommand());
}

function loadCommand(): Command {
  return withHub(new Command('load'))
    .description('Load a watch list. It takes the place of the earlier version of that list at once, or not at all.')
    .argument('<name>', 'what the list is called here: lower-case letters, digits and hyphens, such as ofac')
    .argument('<file>', 'its file; for ofac, SDN.CSV')
    .addOption(new Option('--format <format>', 'its shape').choices(['ofac', 'csv', 'jsonl']).default('csv'))
    .option('--alt <file>', "OFAC's ALT.CSV, of the same day")
    .option('--add <file>', "OFAC's ADD.CSV, of the same day")
    .option('--smaller', 'take it even if it has less than half as many entries as the version in use')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- watchlist load ofac --format ofac sdn.csv --alt alt.csv --add add.csv
  npm run -s selfsame -- watchlist load internal --format csv internal.csv
${hubHelp({ 1: 'the list was refused, with all that is wrong with it, or the hub did not take it' })}`,
    )
    .action(async (name: string, file: string, options: LoadOptions, command: Command) => {
      const { format, alt, add, smaller = false } = options;
      if (format === 'ofac' && (alt === undefined || add === undefined)) {
        command.error('error: the format ofac needs --alt <file> and --add <file>');
      }
      if (format !== 'ofac' && (alt !== undefined || add !== undefined)) {
        command.error('error: --alt and --add are for the format ofac');
      }
      const files: Record<string, string> = format === 'ofac' ? { sdn: file, alt: alt!, add: add! } : { list: file };
      const { ListRefused, uploadWatchlist } = await import('../connectors/watchlist/hub.ts');
      try {
        const { list, version, changed, entries, people, sha256 } = await uploadWatchlist(await accessOf(options), {
          name,
          format,
          files,
          smaller,
        });
        const said = changed ? 'in use' : 'in use already';
        process.stdout.write(
          `${list}: ${entries} entries, ${people} of them people, ${said} as version ${version}\nSHA-256 ${sha256}\n`,
        );
      } catch (error) {
        if (!(error instanceof ListRefused)) throw error;
        printError(error.problems);
        process.exitCode = EXIT.failed;
      }
    });
}

const LISTS = '{ watchlists(first: 1) { name versions { version state entries people confirmedAt sha256 } } }';
const listsSchema = z.object({
  watchlists: z.array(
    z.object({
      name: z.string(),
      versions: z.array(
        z.object({
          version: z.number(),
          state: z.string(),
          entries: z.number(),
          people: z.number(),
          confirmedAt: z.string(),
          sha256: z.string(),
        }),
      ),
    }),
  ),
});

function listCommand(): Command {
  return withHub(new Command('list'))
    .description('Print the watch lists: name, version, state, entries, people, when last loaded, SHA-256.')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- watchlist list\n${hubHelp()}`)
    .action(async (options: HubOptions) => {
      const { askHub } = await import('../connectors/hub.ts');
      const { watchlists } = await askHub(await accessOf(options), LISTS, {}, listsSchema);
      if (watchlists.length === 0) process.stdout.write('No watch list has been loaded.\n');
      for (const { name, versions } of watchlists) {
        for (const { version, state, entries, people, confirmedAt, sha256 } of versions) {
          process.stdout.write(`${[name, version, state, entries, people, confirmedAt, sha256].join('\t')}\n`);
        }
      }
    });
}

const REMOVE = 'mutation ($name: String!) { removeWatchlist(input: { name: $name }) { __typename } }';
const removedSchema = z.object({ removeWatchlist: z.object({ __typename: z.string() }) });

function removeCommand(): Command {
  return withHub(new Command('remove'))
    .description('Take a watch list out of use. What is known of its versions stays, since checks cite it.')
    .argument('<name>', 'the list')
    .addHelpText(
      'after',
      `\nExample:\n  npm run -s selfsame -- watchlist remove internal\n${hubHelp({ 1: 'there is no such list in use' })}`,
    )
    .action(async (name: string, options: HubOptions) => {
      const { askHub } = await import('../connectors/hub.ts');
      const { removeWatchlist } = await askHub(await accessOf(options), REMOVE, { name }, removedSchema);
      if (removeWatchlist.__typename === 'WatchlistRemoved') process.stdout.write(`${name}: out of use\n`);
      else {
        printError([`no watch list ${name} is in use`]);
        process.exitCode = EXIT.failed;
      }
    });
}

function withHub(command: Command): Command {
  return command
    .option('--system <id>', 'the system that asks, of the kind STEWARD', 'steward')
    .option('--endpoint <url>', 'the hub (default: http://127.0.0.1:4000/graphql, or where HOST and PORT say)');
}

function hubHelp(meanings: Record<number, string> = {}): string {
  return `\nThe token is one of the development issuer, or the one in SELFSAME_TOKEN.\n${exitHelp({ ...MEANINGS, ...meanings })}`;
}

async function accessOf({ system, endpoint }: HubOptions): Promise<{ endpoint: string; token: string }> {
  const { loadConfig } = await import('../config.ts');
  const config = loadConfig();
  return { endpoint: endpoint ?? `${localUrl(config)}/graphql`, token: await findToken(config, system) };
}
