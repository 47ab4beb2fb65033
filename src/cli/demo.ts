import { Command, InvalidArgumentError } from 'commander';
import { EXIT_HELP } from './exit.ts';
import { stopSignal } from './stop-signal.ts';

const MAX_PEOPLE = 5_000;
/** 128 + SIGINT. */
const INTERRUPTED = 130;

/** `demo`: the whole story on a hub that is gone afterwards. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Show what the hub does, with invented people, on a hub of its own that is gone afterwards.')
    .option('--people <n>', `how many people to invent, at most ${MAX_PEOPLE}`, wholeNumber(1, MAX_PEOPLE), 300)
    .option('--seed <n>', 'another number gives other people', wholeNumber(0, 2 ** 32 - 1), 1)
    .addHelpText(
      'after',
      `\nExamples:\n  npm run demo\n  npm run -s selfsame -- demo --people 50 --seed 7\n${EXIT_HELP}\n  130 interrupted`,
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
    });
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}
