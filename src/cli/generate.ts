import { Command, InvalidArgumentError, Option } from 'commander';
import { type GenerateOptions, MAX_PEOPLE, MAX_SEED, SYSTEM_NAMES, type SystemName } from '../generate/options.ts';
import { exitHelp } from './exit.ts';
import { wholeNumber } from './whole-number.ts';

const DEFAULT_PEOPLE = 10_000;

/** `generate`: invented people as the files of several systems, with the truth about them. */
export function generateCommand(): Command {
  return new Command('generate')
    .description(
      'Invent people and what several systems know of them: a CSV file and a mapping for each, and the truth.',
    )
    .addOption(
      new Option('--people <n>', `how many people, at most ${MAX_PEOPLE}`)
        .argParser(wholeNumber(1, MAX_PEOPLE))
        .default(DEFAULT_PEOPLE),
    )
    .addOption(
      new Option('--systems <names>', `systems, separated by commas: ${SYSTEM_NAMES.join(', ')}`)
        .argParser(systems)
        .default(['crm', 'hr', 'onboarding'], 'crm,hr,onboarding'),
    )
    .addOption(
      new Option('--seed <n>', 'the same seed gives the same bytes').argParser(wholeNumber(0, MAX_SEED)).default(1),
    )
    .requiredOption('--out <dir>', 'required: the folder for the files; files in it are replaced')
    .addHelpText(
      'after',
      `
Example:
  npm run -s selfsame -- generate --people 10000 --systems crm,hr --seed 7 --out people
${exitHelp()}`,
    )
    .action(async (options: GenerateOptions) => {
      const { generate } = await import('../generate/files.ts');
      const { people, records, files } = await generate(options);
      const counts = Object.entries(records).map(([system, count]) => `${system} ${count}`);
      process.stdout.write(`${people} people; records: ${counts.join(', ')}\n`);
      process.stdout.write(`${options.out}: ${files.join(', ')}\n`);
    });
}

function systems(text: string): SystemName[] {
  const names = text.split(',');
  const known = names.filter((name): name is SystemName => (SYSTEM_NAMES as readonly string[]).includes(name));
  if (known.length === names.length && new Set(names).size === names.length) return known;
  throw new InvalidArgumentError(`Expected some of ${SYSTEM_NAMES.join(', ')}, each once.`);
}
