import { Command } from 'commander';
import { exitHelp } from './exit.ts';

interface EvaluateCommandOptions {
  map: readonly string[];
  truth: string;
}

/** `evaluate`: how well records with a known truth are resolved. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      'Resolve records to people without looking at the truth, in memory, and print as JSON how right that was. Nothing is stored.',
    )
    .argument('<files...>', 'CSV or JSON Lines files of records')
    .requiredOption(
      '--map <file>',
      'required: which column is which field; one mapping for all files, or the option once for each',
      (file: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), file],
    )
    .requiredOption(
      '--truth <column|file>',
      'required: a column of the records, or a CSV file with a column for the person and one for the external id',
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- generate --people 1000 --systems crm,hr --seed 7 --out people
  npm run -s selfsame -- evaluate people/crm.csv people/hr.csv --map people/crm.map.json --map people/hr.map.json --truth people/truth.csv
${exitHelp()}`,
    )
    .action(async (files: string[], { map, truth }: EvaluateCommandOptions) => {
      const { loadConfig } = await import('../config.ts');
      const { runEvaluation } = await import('../evaluate/run.ts');
      const report = await runEvaluation({
        files,
        maps: map,
        truth,
        defaultCountry: loadConfig().defaultCountry,
        now: new Date(),
        say: (text) => process.stderr.write(`${text}\n`),
      });
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    });
}
