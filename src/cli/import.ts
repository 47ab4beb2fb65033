import { Command, Option } from 'commander';
import type { Config } from '../config.ts';
import type { PersonInput } from '../connectors/import/index.ts';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../connectors/import/options.ts';
import type { Problem } from '../kernel/input/problems.ts';
import { localUrl } from './address.ts';
import { MEANINGS, exitHelp } from './exit.ts';
import { stopSignal } from './stop-signal.ts';
import { findToken } from './token.ts';
import { wholeNumber } from './whole-number.ts';

interface ImportCommandOptions {
  system: string;
  map: string;
  dryRun?: true;
  endpoint?: string;
  concurrency?: number;
  rejects?: string;
  fresh?: true;
}

/** `import`: records of a CSV or JSON Lines file, as one system's. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Import records from a CSV or JSON Lines file into a running hub, as those of one system. Run again, it goes on where it stopped.',
    )
    .argument('<file>', 'the file')
    .requiredOption('--system <id>', 'required: the system that the records are of')
    .requiredOption('--map <file>', 'required: which column is which field')
    .option('--dry-run', 'read, map and check everything as the hub does, and send nothing')
    .option('--endpoint <url>', 'the hub (default: http://127.0.0.1:4000/graphql, or where HOST and PORT say)')
    .addOption(
      new Option('--concurrency <n>', `requests under way at once, 1 to ${MAX_CONCURRENCY}`)
        .argParser(wholeNumber(1, MAX_CONCURRENCY))
        .default(DEFAULT_CONCURRENCY),
    )
    .option('--rejects <file>', 'where refused rows go (default: <file>.rejects.csv, or .jsonl)')
    .option('--fresh', 'forget how far an earlier run came, and its refused rows')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- import people.csv --system crm --map people.map.json --dry-run
  npm run -s selfsame -- import people.csv --system crm --map people.map.json

A dry run does not know which fields the system owns, nor what the hub already has.
The token is one of the development issuer, or the one in SELFSAME_TOKEN.
${exitHelp({
  ...MEANINGS,
  0: 'done, every row is in',
  1: 'stopped: by the file, or by what the hub said',
  3: 'done, and some rows were refused: they are in the file named, with reasons',
  130: 'interrupted: the same command goes on',
})}`,
    )
    .action(async (file: string, { endpoint, ...options }: ImportCommandOptions) => {
      const { loadConfig } = await import('../config.ts');
      const config = loadConfig();
      const { describeImport, exitCodeOf, runImport } = await import('../connectors/import/index.ts');
      const summary = await runImport({
        ...options,
        file,
        findProblems: options.dryRun && (await intakeOf(config)),
        endpoint: endpoint ?? `${localUrl(config)}/graphql`,
        token: () => findToken(config, options.system),
        signal: stopSignal(),
        out: process.stderr,
      });
      process.stdout.write(`${describeImport(summary)}\n`);
      process.exitCode = exitCodeOf(summary);
    });
}

/** The hub's own rules for a record. */
async function intakeOf({ defaultCountry }: Config) {
  const { findProblems } = await import('../subgraphs/person/intake/record.ts');
  const context = { now: new Date(), defaultCountry };
  return (input: PersonInput): Problem[] => findProblems(input, context);
}
