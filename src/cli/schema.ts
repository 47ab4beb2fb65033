import { Command, Option } from 'commander';
import { exitHelp, printError } from './exit.ts';

/** `schema`: composes the subgraphs, compares the result with an earlier one, prints it. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Compose, check and print the schema of the graph.')
    .addCommand(composeCommand())
    .addCommand(checkCommand())
    .addCommand(printCommand());
}

/** What the codes of the commands mean that compose. */
const COMPOSING = {
  0: 'done',
  1: 'the subgraphs do not compose',
  2: 'wrong usage, or a file cannot be read or written',
};

const config = () => new Option('--config <file>', 'the list of subgraphs').default('supergraph.yaml');

function composeCommand(): Command {
  return new Command('compose')
    .description(
      'Compose the subgraphs of supergraph.yaml, and write the supergraph and the API. Errors name file and line.',
    )
    .addOption(config())
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- schema compose\n${exitHelp(COMPOSING)}`)
    .action(async (options: { config: string }) => {
      const { runCompose } = await import('../schema/compose.ts');
      finish(await runCompose(options));
    });
}

function checkCommand(): Command {
  return new Command('check')
    .description('Compare the schema with an earlier one. Exit code 1 when something breaks that is not approved.')
    .requiredOption('--against <schema>', 'required: a file of SDL, a commit of git, or a URL')
    .addOption(config())
    .option(
      '--documents <path...>',
      'trusted documents: folders, globs or manifests; what none of them uses does not break',
    )
    .option('--approvals <file>', 'the breaks that are approved (default: schema-approvals.yaml if there is one)')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'github']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- schema check --against origin/main
  npm run -s selfsame -- schema check --against https://hub.example/schema --documents clients/ --format github
${exitHelp({
  0: 'nothing breaks, or every break is approved',
  1: 'something breaks, or the subgraphs do not compose',
  2: 'wrong usage, or the check could not be made: a file or commit that is not there, a server that does not answer',
})}`,
    )
    .action(async (options: { against: string; config: string; format: 'text' | 'json' | 'github' }) => {
      const { runCheck } = await import('../schema/check.ts');
      finish(await runCheck(options), options.format);
    });
}

function printCommand(): Command {
  return new Command('print')
    .description('Print the composed schema, as the files in the folder are now.')
    .addOption(
      new Option(
        '--supergraph',
        'the supergraph that a gateway runs on, instead of the API that clients see',
      ).conflicts('subgraph'),
    )
    .option('--subgraph <name>', 'one subgraph, instead of the API that clients see')
    .addOption(config())
    .addHelpText(
      'after',
      `\nExamples:\n  npm run -s selfsame -- schema print > api.graphql\n  npm run -s selfsame -- schema print --subgraph person\n${exitHelp(COMPOSING)}`,
    )
    .action(async (options: { supergraph?: true; subgraph?: string; config: string }) => {
      const { runPrint } = await import('../schema/print.ts');
      const whole = options.supergraph ? 'supergraph' : 'api';
      finish(
        await runPrint({ what: options.subgraph ? { subgraph: options.subgraph } : whole, config: options.config }),
      );
    });
}

/** What was asked for goes to stdout; when the input was refused, the reason goes to stderr, in the format asked for. */
function finish({ output, exitCode }: { output: string; exitCode: number }, format = 'text'): void {
  process.exitCode = exitCode;
  if (exitCode === 2 && format === 'text') return printError(output.trimEnd().split('\n'));
  const stream = exitCode === 2 ? process.stderr : process.stdout;
  if (output) stream.write(output.endsWith('\n') ? output : `${output}\n`);
}
