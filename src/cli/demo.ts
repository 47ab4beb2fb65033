import { Command } from 'commander';
import { demoJourneyCommand } from './demo-journey.ts';
import { demoPrivacyCommand } from './demo-privacy.ts';
import { MEANINGS, exitHelp } from './exit.ts';
import { INTERRUPTED, stopSignal } from './stop-signal.ts';
import { wholeNumber } from './whole-number.ts';

const MAX_PEOPLE = 5_000;

/** `demo`: the whole story on a hub that is gone afterwards. */
export function demoCommand(): Command {
  return (
    new Command('demo')
      // The options behind `journey` and `privacy` are their own.
      .enablePositionalOptions()
      .addCommand(demoJourneyCommand())
      .addCommand(demoPrivacyCommand())
      .description('Show what the hub does, with invented people, on a hub of its own that is gone afterwards.')
      .option('--people <n>', `how many people to invent, at most ${MAX_PEOPLE}`, wholeNumber(1, MAX_PEOPLE), 300)
      .option('--seed <n>', 'another number gives other people', wholeNumber(0, 2 ** 32 - 1), 1)
      .addHelpText(
        'after',
        `\nExamples:\n  npm run demo\n  npm run -s selfsame -- demo --people 50 --seed 7\n${exitHelp({ ...MEANINGS, [INTERRUPTED]: 'interrupted' })}`,
      )
      .action(async ({ people, seed }: { people: number; seed: number }) => {
        const { runDemo } = await import('../demo/run.ts');
        const signal = stopSignal();
        try {
          await runDemo({ people, seed, out: process.stdout, signal });
        } catch (error) {
          if (!signal.aborted) throw error;
          process.exitCode = INTERRUPTED;
        }
      })
  );
}
