import { resolve } from 'node:path';
import { Command } from 'commander';
import { fault } from '../kernel/faults.ts';
import { exitHelp } from './exit.ts';
import { destroyCommand, listCommand, moveCommand, rewrapCommand, rotateCommand } from './keys/epochs.ts';
import { rotateLookUpsCommand } from './keys/look-ups.ts';
import { rotateSigningCommand } from './keys/signing.ts';

/** `keys`: the file of master keys, and its rotation. Development makes its own at the first start; production wants it there before. */
export function keysCommand(): Command {
  const keys = new Command('keys').description(
    'Make the file of master keys that a production hub needs, and change keys while hubs run.',
  );
  keys
    .command('create')
    .description(
      'Make a new file of master keys, readable by its owner only. Back it up: without it, what was sealed is lost.',
    )
    .argument('<file>', 'where; never overwritten')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- keys create /etc/selfsame/master.jwks\n${exitHelp()}`)
    .action(async (file: string) => {
      const { createMasterKeys } = await import('../local/keys.ts');
      const path = resolve(file);
      if (!(await createMasterKeys(path)))
        throw fault({ code: 'BAD_REQUEST', public: `${path} is there already. It was left as it is.` });
      process.stdout.write(`Made ${path}. Back it up, and set KEY_FILE=${path}\n`);
    });
  for (const command of [
    listCommand,
    rotateCommand,
    rewrapCommand,
    destroyCommand,
    moveCommand,
    rotateSigningCommand,
    rotateLookUpsCommand,
  ])
    keys.addCommand(command());
  return keys;
}
