import { Command } from 'commander';
import { fault } from '../kernel/faults.ts';
import { MEANINGS, exitHelp } from './exit.ts';
import { stopSignal } from './stop-signal.ts';

interface ResolveCommandOptions {
  all?: true;
  model?: string;
  dryRun?: boolean;
  train?: boolean;
}

/** `resolve`: who is who among all records, under another model or once more. */
export function resolveCommand(): Command {
  return new Command('resolve')
    .description(
      'Resolve all records of a hub again, under another model or the one in use, and print as JSON what changed. The hub may go on running. Run again, it goes on where it stopped.',
    )
    .option('--all', 'required: all records')
    .option('--train', 'learn a model from the records first, and resolve them with it')
    .option('--model <version>', 'the version of a model that was trained before')
    .option('--dry-run', 'tell what would change, and change nothing')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- resolve --all --train --dry-run
  npm run -s selfsame -- resolve --all --model 0f3a9c27d1b4e586

It works on the database itself, with DATABASE_URL and KEY_FILE as the hub has them.
${exitHelp({
  ...MEANINGS,
  1: 'failed: another run is at it, no such model, or too little data to learn from',
  130: 'interrupted: the same command goes on',
})}`,
    )
    .action(async ({ all, model, train = false, dryRun = false }: ResolveCommandOptions) => {
      if (!all) throw fault({ code: 'BAD_REQUEST', public: '--all is required: a write resolves its own record.' });
      if (train && model !== undefined)
        throw fault({ code: 'BAD_REQUEST', public: '--train makes a model: leave --model away.' });
      const { loadConfig } = await import('../config.ts');
      const { runResolution } = await import('./resolve/run.ts');
      const signal = stopSignal();
      const report = await runResolution(loadConfig(), { version: model, train, dryRun, signal, out: process.stderr });
      if (report) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
      else process.exitCode = 130;
    });
}
