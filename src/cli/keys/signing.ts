import { Argument, Command } from 'commander';
import { SIGNING_USES, type SigningUse } from '../../kernel/signer.ts';
import { exitHelp } from '../exit.ts';

/** `keys rotate-signing`: a new key for receipts, checkpoints, exports, or the tokens of development. */
export function rotateSigningCommand(): Command {
  return new Command('rotate-signing')
    .description(
      'Make a new key that signs. It is published at once and signs ten minutes later; the old one goes on verifying.',
    )
    .addArgument(new Argument('<use>', 'what it signs').choices([...SIGNING_USES, 'token']))
    .option('--now', 'let it sign at once, as when the old key is known to somebody')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- keys rotate-signing receipt
  npm run -s selfsame -- keys rotate-signing token

Tokens are those of the development issuer. The new key signs at once, and tokens of the old one stay good until the next rotation.
${exitHelp()}`,
    )
    .action(async (use: SigningUse | 'token', { now = false }: { now?: boolean }) => {
      const { loadConfig } = await import('../../config.ts');
      const config = loadConfig();
      if (use === 'token') {
        const { rotateIssuerKey } = await import('../../local/issuer.ts');
        process.stdout.write(`${await rotateIssuerKey(config.dataDir)} signs tokens from now on.\n`);
        return;
      }
      const { createLogger } = await import('../../kernel/logger.ts');
      const { openKeyWork } = await import('../../hub/key-work.ts');
      const { OVERLAP_MS, addSigningKey } = await import('../../keys/signers.ts');
      await using work = await openKeyWork(config, { logger: createLogger('warn'), tell: () => {} });
      const overlapMs = now ? 0 : OVERLAP_MS;
      const { kid, signsFrom } = await addSigningKey({ ...work, use, now: work.now(), overlapMs });
      process.stdout.write(`${kid} is published, and signs from ${signsFrom.toISOString()} on.\n`);
    });
}
