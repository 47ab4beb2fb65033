import { Command } from 'commander';
import { localUrl } from './address.ts';
import { EXIT, MEANINGS, exitHelp } from './exit.ts';
import { INTERRUPTED, stopSignal } from './stop-signal.ts';
import { findToken } from './token.ts';

/** The exit code where a legal hold keeps something. */
const HELD = 3;

interface EraseOptions {
  dryRun?: true;
  reason: string;
  json?: true;
  system: string;
  endpoint?: string;
}

/** `erase`: a person, with a look before it and the proof behind it. */
export function eraseCommand(): Command {
  return new Command('erase')
    .description(
      'Erase a person in a running hub, wait until all parts of it are done, and print the proof. It cannot be undone: look with --dry-run first.',
    )
    .argument('<person>', 'the id of the person, or any id that leads there')
    .option('--dry-run', 'count what would go and name what holds it back, and erase nothing')
    .option('--reason <code>', 'why, as a code', 'SUBJECT_REQUEST')
    .option('--json', 'the answer as JSON')
    .option('--system <id>', 'the system in whose name it is done, of the kind STEWARD', 'steward')
    .option('--endpoint <url>', 'the hub (default: http://127.0.0.1:4000/graphql, or where HOST and PORT say)')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- erase 01a1f86a-0298-72f6-96cf-043586503b33 --dry-run
  npm run -s selfsame -- erase 01a1f86a-0298-72f6-96cf-043586503b33 --reason CONSENT_WITHDRAWN

What is asked twice is done once: the same command shows how far it is.
The token is one of the development issuer, or the one in SELFSAME_TOKEN. It needs the role privacy_officer.
${exitHelp({
  ...MEANINGS,
  0: 'done: nothing of the person can be read any more; or with --dry-run, this is what would go',
  1: 'failed: nobody has this id, or the hub refused',
  [HELD]: 'a legal hold keeps something; the hub goes on by itself when it is released',
  [INTERRUPTED]: 'interrupted: the hub goes on by itself',
})}`,
    )
    .action(async (personId: string, { dryRun, reason, json, system, endpoint }: EraseOptions) => {
      const { loadConfig } = await import('../config.ts');
      const { erase, preview } = await import('./erase/run.ts');
      const { describePreview, describeProof } = await import('./erase/describe.ts');
      const config = loadConfig();
      const token = await findToken(config, system, ['privacy_officer']);
      const hub = { endpoint: endpoint ?? `${localUrl(config)}/graphql`, token };
      const print = (value: object, text: string): void => {
        process.stdout.write(json ? `${JSON.stringify(value, undefined, 2)}\n` : text);
      };
      if (dryRun) {
        const found = await preview(hub, personId);
        return print(found, describePreview(found));
      }
      const signal = stopSignal();
      const erasure = await erase(hub, { personId, reason, signal, out: process.stderr });
      print(erasure, describeProof(erasure));
      const isDone = erasure.logicallyCompleteAt !== null;
      process.exitCode = isDone ? EXIT.ok : signal.aborted ? INTERRUPTED : HELD;
    });
}
