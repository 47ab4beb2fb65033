import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { auditCommand } from './audit.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase.ts';
import { evaluateCommand } from './evaluate.ts';
import { EXIT, type ExitCode, errorLines, exitCodeOf, exitHelp, printError } from './exit.ts';
import { generateCommand } from './generate.ts';
import { importCommand } from './import.ts';
import { journeyCommand } from './journey.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { resolveCommand } from './resolve.ts';
import { schemaCommand } from './schema.ts';
import { serveCommand } from './serve.ts';
import { simulateVendorCommand } from './simulate-vendor.ts';
import { tokenCommand } from './token.ts';
import { watchlistCommand } from './watchlist.ts';

/**
 * Runs the command that the arguments name. What a command needs is imported when it runs, so that a token costs no server's start.
 * @param args the arguments after the program's name
 * @returns the exit code, once the command has ended
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const program = new Command('selfsame')
    .description('One person across many systems: every value with its owner, source and history.')
    .version(manifest.version, '--version', 'print the version')
    .addHelpText('after', exitHelp());
  for (const command of [
    serveCommand,
    tokenCommand,
    importCommand,
    generateCommand,
    evaluateCommand,
    resolveCommand,
    eraseCommand,
    watchlistCommand,
    journeyCommand,
    migrateCommand,
    schemaCommand,
    keysCommand,
    auditCommand,
    doctorCommand,
    demoCommand,
    simulateVendorCommand,
  ]) {
    program.addCommand(command());
  }
  everyCommand(program, (command) => {
    command.exitOverride().configureOutput({
      outputError: (text) => {
        const lines = text
          .replace(/^error: /, '')
          .trim()
          .split('\n');
        // What is missing may only be misspelt.
        const unknown = text.includes('required option') && command.args.find((argument) => /^--?[^-]/.test(argument));
        printError(unknown ? [`unknown option '${unknown}'`, ...lines] : lines);
      },
    });
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return typeof process.exitCode === 'number' ? (process.exitCode as ExitCode) : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    printError(errorLines(error));
    return exitCodeOf(error);
  }
}

function everyCommand(command: Command, apply: (command: Command) => void): void {
  apply(command);
  for (const child of command.commands) everyCommand(child, apply);
}
