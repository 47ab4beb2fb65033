import { Command } from 'commander';
import { EXIT, MEANINGS, exitHelp } from './exit.ts';

interface EvaluateCommandOptions {
  map: readonly string[];
  truth: string;
  charts?: string;
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
    .option('--charts <dir>', 'also draw charts as SVG into this folder; files of their names are replaced')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- generate --people 1000 --systems crm,hr --seed 7 --out people
  npm run -s selfsame -- evaluate people/crm.csv people/hr.csv --map people/crm.map.json --map people/hr.map.json --truth people/truth.csv --charts charts
${exitHelp({
  ...MEANINGS,
  [EXIT.failed]: 'failed: by a file of records, or by more of them than fit into memory',
  [EXIT.configuration]: 'a mapping, the truth, the folder for charts or a setting is wrong or missing',
})}`,
    )
    .action(async (files: string[], { map, truth, charts }: EvaluateCommandOptions) => {
      const { loadConfig } = await import('../config.ts');
      const { prepareFolder, writeCharts } = await import('../evaluate/charts/write.ts');
      const { openProgress } = await import('../evaluate/progress.ts');
      const { runEvaluation } = await import('../evaluate/run.ts');
      const progress = openProgress(process.stderr);
      const { defaultCountry } = loadConfig();
      if (charts !== undefined) await prepareFolder(charts);
      const evaluated = await runEvaluation({ files, maps: map, truth, defaultCountry, now: new Date(), progress });
      process.stdout.write(`${JSON.stringify(evaluated.report, undefined, 2)}\n`);
      if (charts === undefined) return;
      const names = await writeCharts(charts, evaluated);
      progress.say(`${charts}: ${names.join(', ')}`);
    });
}
