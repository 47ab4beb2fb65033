import { Command } from 'commander';
import { MEANINGS, exitHelp } from './exit.ts';
import { INTERRUPTED, stopSignal } from './stop-signal.ts';

/** `demo privacy`: what becomes of one person's data, and how that is shown. */
export function demoPrivacyCommand(): Command {
  return new Command('privacy')
    .description(
      'Show a consent that reads obey, an archive of what is known, an erasure with its proof, and an audit log that shows a changed byte.',
    )
    .addHelpText(
      'after',
      `
Example:
  npm run demo:privacy
${exitHelp({ ...MEANINGS, 1: 'a step was not as the demo says, or something else failed', [INTERRUPTED]: 'interrupted' })}`,
    )
    .action(async () => {
      const { runPrivacyDemo } = await import('../demo/privacy/run.ts');
      const signal = stopSignal();
      try {
        await runPrivacyDemo({ out: process.stdout, signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        process.exitCode = INTERRUPTED;
      }
    });
}
