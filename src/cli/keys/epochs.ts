import { Command, Option } from 'commander';
import { SingleBar } from 'cli-progress';
import type { KeyWork } from '../../hub/key-work.ts';
import type { RotateStep, Rotated } from '../../keys/rotate.ts';
import { EXIT, exitHelp, printError } from '../exit.ts';
import { wholeNumber } from '../whole-number.ts';

const DAY_MS = 86_400_000;

/** `keys list`: the wrapping keys, and what each wraps. */
export function listCommand(): Command {
  return new Command('list')
    .description(
      'List the wrapping keys: since when, until when, and how many keys of which subgraph each still wraps.',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- keys list\n${exitHelp()}`)
    .action(async ({ json = false }: { json?: boolean }) => {
      await using work = await openWork();
      const { describeEpochs, printEpochs } = await import('./list.ts');
      const epochs = await describeEpochs(work);
      process.stdout.write(json ? `${JSON.stringify(epochs, undefined, 2)}\n` : printEpochs(epochs));
    });
}

/** `keys rotate`: a new wrapping key for everything. */
export function rotateCommand(): Command {
  return new Command('rotate')
    .description(
      'Make a new wrapping key, let running hubs take it up, and wrap all keys with it. Run again, it goes on where it was stopped.',
    )
    .addOption(
      new Option('--older-than <days>', 'do nothing while the key in use is younger').argParser(wholeNumber(0, 36_500)),
    )
    .option('--destroy-old', 'destroy the keys that wrap nothing any more: backups that need them open no more')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- keys rotate
  npm run -s selfsame -- keys rotate --older-than 90 --destroy-old

The new key lies in the key file of this machine. Where hubs run on others, copy the file there while the command waits.
${exitHelp()}`,
    )
    .action(async ({ olderThan, destroyOld = false }: { olderThan?: number; destroyOld?: boolean }) => {
      const bar = openBar();
      await using work = await openWork(bar.tell);
      const { currentOf } = await import('../../keys/epochs.ts');
      const { listEpochs } = await import('../../keys/store.ts');
      const current = currentOf(await listEpochs(work.sql))!;
      const ageMs = work.now().getTime() - current.currentAt!.getTime();
      if (olderThan !== undefined && ageMs < olderThan * DAY_MS) {
        process.stdout.write(`${current.id} is in use for ${Math.floor(ageMs / DAY_MS)} days. Nothing was changed.\n`);
      } else {
        const { rotate } = await import('../../keys/rotate.ts');
        say(await rotate(work), bar);
        process.stdout.write(`${backUp(work)}\n`);
      }
      if (destroyOld) await destroyRetired(work);
    });
}

/** `keys rewrap`: what an older key wraps is wrapped by the one in use. */
export function rewrapCommand(): Command {
  return new Command('rewrap')
    .description('Wrap all keys with the wrapping key that is in use.')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- keys rewrap\n${exitHelp()}`)
    .action(async () => {
      const bar = openBar();
      await using work = await openWork(bar.tell);
      const { rewrapAll } = await import('../../keys/rotate.ts');
      say(await rewrapAll(work), bar);
    });
}

/** `keys destroy`: what a wrapping key wrapped in copies of the database opens no more. */
export function destroyCommand(): Command {
  return new Command('destroy')
    .description(
      'Destroy a wrapping key that wraps nothing any more. Backups of the database that were made before it was replaced open no more.',
    )
    .argument('<key>', 'its id, as keys list shows it')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- keys destroy 5c1f20a9be04\n${exitHelp()}`)
    .action(async (id: string) => {
      await using work = await openWork();
      const { destroyEpoch } = await import('../../keys/rotate.ts');
      await destroyEpoch(work, id);
      process.stdout.write(
        `Destroyed ${id}. Copies of it in backups of the ${work.service.name} are yours to remove.\n`,
      );
    });
}

/** `keys move`: from the key file to a key service. */
export function moveCommand(): Command {
  return new Command('move')
    .description('Put the keys of the key file into the database, wrapped by the key service that TRANSIT_KEY names.')
    .addHelpText(
      'after',
      `\nExample:\n  TRANSIT_KEY=https://vault.example:8200/v1/transit/keys/selfsame npm run -s selfsame -- keys move\n${exitHelp()}`,
    )
    .action(async () => {
      const { loadConfig } = await import('../../config.ts');
      const { createLogger } = await import('../../kernel/logger.ts');
      const { moveToService } = await import('../../hub/key-work.ts');
      const config = loadConfig();
      const moved = await moveToService(config, createLogger('warn'));
      process.stdout.write(
        moved === 0
          ? 'They are there already. Nothing was changed.\n'
          : `Moved ${moved} keys. Start the hubs again with TRANSIT_KEY; then remove ${config.keyFile} and its backups.\n`,
      );
    });
}

async function destroyRetired(work: KeyWork): Promise<void> {
  const { destroyEpoch } = await import('../../keys/rotate.ts');
  const { listEpochs } = await import('../../keys/store.ts');
  for (const { id, retiredAt, destroyedAt } of await listEpochs(work.sql)) {
    if (!retiredAt || destroyedAt) continue;
    await destroyEpoch(work, id);
    process.stdout.write(`Destroyed ${id}.\n`);
  }
}

async function openWork(tell: (step: RotateStep) => void = () => {}): Promise<KeyWork> {
  const { loadConfig } = await import('../../config.ts');
  const { createLogger } = await import('../../kernel/logger.ts');
  const { openKeyWork } = await import('../../hub/key-work.ts');
  return openKeyWork(loadConfig(), { logger: createLogger('warn'), tell });
}

function say({ epoch, done, lost }: Rotated, bar: { stop(): void }): void {
  bar.stop();
  process.stdout.write(`${done} keys are wrapped by ${epoch} now.\n`);
  if (lost === 0) return;
  printError([
    `${lost} keys are wrapped by keys that are not here. Restore the key file that has them, and run: selfsame keys rewrap`,
  ]);
  process.exitCode = EXIT.failed;
}

function backUp({ service }: KeyWork): string {
  return `Back up the ${service.name} ${service.place} now: without the new key, what is stored from now on is lost.`;
}

/** How far it is, where somebody looks; a line for each step otherwise. */
function openBar(): { tell(step: RotateStep): void; stop(): void } {
  const bar = process.stderr.isTTY
    ? new SingleBar({
        stream: process.stderr,
        format: '  {bar} {percentage}%  {value} of {total} keys, {eta_formatted} left',
        hideCursor: true,
      })
    : undefined;
  let isShown = false;
  return {
    tell(step) {
      if (step.step === 'wrapped') {
        if (!isShown) bar?.start(step.total, 0);
        isShown = true;
        bar?.update(step.done);
      } else process.stderr.write(`${WORDS[step.step]} ${step.epoch}\n`);
    },
    stop: () => bar?.stop(),
  };
}

const WORDS = {
  made: 'Made the wrapping key',
  resumed: 'Going on with the wrapping key',
  current: 'Every process wraps with',
} as const;
