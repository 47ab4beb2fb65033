import { Command } from 'commander';
import { EXIT, MEANINGS, exitHelp } from './exit.ts';

/** `doctor`: what is wrong with the set-up, and how to mend it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Say what is wrong with the set-up, and how to mend it. Changes nothing.')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  npm run -s selfsame -- doctor\n  npm run -s selfsame -- doctor --json\n${exitHelp({ 0: 'all is well, or runs', 1: 'something is wrong', 2: MEANINGS[EXIT.usage]! })}`,
    )
    .action(async (options: { json?: true }) => {
      const { examine } = await import('./doctor/examine.ts');
      const findings = await examine(process.env);
      const failed = findings.some(({ status }) => status === 'fail');
      const text = options.json
        ? JSON.stringify({ ok: !failed, findings }, undefined, 2)
        : findings.map(line).join('\n');
      process.stdout.write(`${text}\n`);
      if (failed) process.exitCode = EXIT.failed;
    });
}

function line({ status, check, found, mend }: { status: string; check: string; found: string; mend?: string }): string {
  const first = `${status.padEnd(5)} ${check.padEnd(10)} ${found}`;
  return mend ? `${first}\n      ${''.padEnd(10)} → ${mend}` : first;
}
