import { Command } from 'commander';
import { SingleBar } from 'cli-progress';
import type { LookUpStep } from '../../keys/look-ups/rotate.ts';
import { exitHelp } from '../exit.ts';

/** `keys rotate-look-ups`: a new key for everything that is found by what it says. */
export function rotateLookUpsCommand(): Command {
  return new Command('rotate-look-ups')
    .description(
      'Make a new key for look-ups, and carry all that is found by them over to it while hubs run. Run again, it goes on where it was stopped.',
    )
    .addHelpText(
      'after',
      `
Example:
  npm run -s selfsame -- keys rotate-look-ups

The new key lies in the key file of this machine. Where hubs run on others, copy the file there while the command waits. Until it has
ended, no model is trained and not all records are resolved; and the database needs room for a second copy of the tables of keys.
${exitHelp()}`,
    )
    .action(async () => {
      const { loadConfig } = await import('../../config.ts');
      const { createLogger } = await import('../../kernel/logger.ts');
      const { openLookUpWork } = await import('../../hub/key-work.ts');
      const { rotateLookUps } = await import('../../keys/look-ups/rotate.ts');
      const bar = openBar();
      await using work = await openLookUpWork(loadConfig(), { logger: createLogger('warn'), tell: bar.tell });
      const beganMs = performance.now();
      const { done, heldMs } = await rotateLookUps(work);
      bar.stop();
      const seconds = Math.max(1, Math.round((performance.now() - beganMs) / 1000));
      process.stdout.write(
        `Carried ${done} rows over in ${seconds} s, and held requests up for ${heldMs} ms.\nBack up the ${work.service.name} ${work.service.place} now: without the new key, nothing that is stored is found.\n`,
      );
    });
}

/** How far it is, where somebody looks; a line for each step otherwise. */
function openBar(): { tell(step: LookUpStep): void; stop(): void } {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        stream: process.stderr,
        format: '  {bar} {percentage}%  {value} of {total} rows, {eta_formatted} left',
        hideCursor: true,
      })
    : undefined;
  let isShown = false;
  return {
    tell(step) {
      if (step.step === 'carried') {
        if (!isShown) bar?.start(step.total, 0);
        isShown = true;
        bar?.update(step.done);
      } else if (step.step === 'waiting') process.stderr.write('Waiting for others who use the tables\n');
      else process.stderr.write(`${WORDS[step.step]} ${step.key}\n`);
    },
    stop: () => bar?.stop(),
  };
}

const WORDS = {
  made: 'Made the key for look-ups',
  resumed: 'Going on with the key for look-ups',
  used: 'Look-ups are made with',
} as const;
