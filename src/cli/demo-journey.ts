import { Command } from 'commander';
import { MEANINGS, exitHelp } from './exit.ts';
import { whenNpmIsGone } from './npm.ts';
import { INTERRUPTED, stopSignal } from './stop-signal.ts';
import { wholeNumber } from './whole-number.ts';

const [MIN_APPLICANTS, MAX_APPLICANTS] = [4, 200];

/** `demo journey`: applicants on their way to a decision, while a vendor and the hub go away. */
export function demoJourneyCommand(): Command {
  return new Command('journey')
    .description('Show applicants on their way to a decision, while a vendor goes away and the hub is killed.')
    .option(
      '--applicants <n>',
      `how many people to invent, ${MIN_APPLICANTS} to ${MAX_APPLICANTS}`,
      wholeNumber(MIN_APPLICANTS, MAX_APPLICANTS),
      50,
    )
    .option('--seed <n>', 'another number gives other people', wholeNumber(0, 2 ** 32 - 1), 1)
    .addHelpText(
      'after',
      `
Examples:
  npm run demo:journey
  npm run demo:journey -- --applicants 20 --seed 7
${exitHelp({ ...MEANINGS, 1: 'somebody was not decided exactly once, or something else failed', [INTERRUPTED]: 'interrupted' })}`,
    )
    .action(async ({ applicants, seed }: { applicants: number; seed: number }) => {
      const { runJourneyDemo } = await import('../demo/journey/run.ts');
      const signal = stopSignal();
      await whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
      try {
        await runJourneyDemo({ applicants, seed, out: process.stdout, signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        process.exitCode = INTERRUPTED;
      }
    });
}
