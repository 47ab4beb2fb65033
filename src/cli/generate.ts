import { Command, InvalidArgumentError, Option } from 'commander';
import { exitHelp } from './exit.ts';

interface GenerateCommandOptions {
  people: number;
  systems: readonly string[];
  seed: number;
  out: string;
}

const DEFAULT_PEOPLE = 10_000;

/** `generate`: invented people as the files of several systems, with the truth about them. */
export function generateCommand(): Command {
  return new Command('generate')
    .description(
      'Invent people and what several systems know of them: a CSV file and a mapping for each, and the truth.',
    )
    .addOption(new Option('--people <n>', 'how many people').argParser(wholeNumber(1)).default(DEFAULT_PEOPLE))
    .addOption(
      new Option('--systems <names>', 'systems, separated by commas: crm, hr, onboarding, support')
        .argParser((text) => text.split(','))
        .default(['crm', 'hr', 'onboarding'], 'crm,hr,onboarding'),
    )
    .addOption(new Option('--seed <n>', 'the same seed gives the same bytes').argParser(wholeNumber(0)).default(1))
    .requiredOption('--out <dir>', 'required: the folder for the files; files in it are replaced')
    .addHelpText(
      'after',
      `
Example:
  npm run -s selfsame -- generate --people 10000 --systems crm,hr --seed 7 --out people
${exitHelp()}`,
    )
    .action(async (options: GenerateCommandOptions) => {
      const { MAX_PEOPLE, SYSTEM_NAMES, generate } = await import('../generate/files.ts');
      const unknown = options.systems.filter((name) => !SYSTEM_NAMES.includes(name));
      if (unknown.length > 0)
        refuse(`--systems: expected some of ${SYSTEM_NAMES.join(', ')}; found ${unknown.join(', ')}`);
      if (new Set(options.systems).size < options.systems.length) refuse('--systems: expected each system once');
      if (options.people > MAX_PEOPLE) refuse(`--people: expected at most ${MAX_PEOPLE}`);
      const { people, records, files } = await generate(options);
      const counts = Object.entries(records).map(([system, count]) => `${system} ${count}`);
      process.stdout.write(`${people} people; records: ${counts.join(', ')}\n`);
      process.stdout.write(`${options.out}: ${files.join(', ')}\n`);
    });
}

function refuse(message: string): never {
  throw new InvalidArgumentError(message);
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
  };
}
