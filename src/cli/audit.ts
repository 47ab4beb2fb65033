import { Command } from 'commander';
import { fault } from '../kernel/faults.ts';
import { EXIT, MEANINGS, exitHelp } from './exit.ts';

/** `audit`: the audit log, from outside of the hub. */
export function auditCommand(): Command {
  const audit = new Command('audit').description(
    'Verify the audit log, and take it elsewhere. The hub may go on running.',
  );
  for (const command of [verifyCommand, exportCommand, checkpointCommand, keyCommand]) audit.addCommand(command());
  return audit;
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('Verify every entry, and name the first one that was changed, removed or inserted.')
    .argument('[folder]', 'a log that was exported: then nothing else is needed (default: the log in the database)')
    .option('--from <file>', 'a checkpoint that was kept: the log must be a continuation of it')
    .option('--key <key...>', 'whose signature counts: a key, or a file of keys (default: those of the log)')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- audit verify
  npm run -s selfsame -- audit verify --from kept.checkpoint --json
  npm run -s selfsame -- audit verify ./exported --from kept.checkpoint --key keys.txt
${exitHelp({ ...MEANINGS, 0: 'the log is as it was signed', 1: 'it is not, or it could not be read' })}`,
    )
    .action(async (folder: string | undefined, options: { from?: string; key?: string[]; json?: true }) => {
      const { runVerify } = await import('./audit/verify.ts');
      const verdict = await runVerify({ folder, from: options.from, keys: options.key ?? [] }, process.stderr);
      const { finding, size, from } = verdict;
      const kept = from === undefined ? '' : `, and a continuation of the ${from} that were kept`;
      const text = finding ? `DAMAGED: ${finding.message}` : `${size} entries, as they were signed${kept}`;
      process.stdout.write(`${options.json ? JSON.stringify({ ok: !finding, ...verdict }, undefined, 2) : text}\n`);
      if (finding) process.exitCode = EXIT.failed;
    });
}

function exportCommand(): Command {
  return new Command('export')
    .description(
      'Write the log into a folder, as C2SP tlog-tiles serves one; into one that has an earlier export, what came since.',
    )
    .argument('<folder>', 'where')
    .addHelpText(
      'after',
      `\nExample:\n  npm run -s selfsame -- audit export ./exported\n${exitHelp({ ...MEANINGS, 1: 'failed, or the log is no continuation of what was exported before' })}`,
    )
    .action(async (folder: string) => {
      const [{ openLogOfHub }, { exportLog }] = await Promise.all([
        import('./audit/open.ts'),
        import('../audit/folder.ts'),
      ]);
      await using log = await openLogOfHub();
      const exported = await exportLog(log.source, folder, log);
      if (exported === 'EMPTY') throw fault({ code: 'BAD_REQUEST', public: 'Nothing was signed yet. Verify the log.' });
      if (exported === 'NO_CONTINUATION')
        throw fault({
          code: 'BAD_REQUEST',
          public: `The log is no continuation of what lies in ${folder}. Nothing was written; verify the log from there: audit verify --from ${folder}/checkpoint`,
        });
      process.stdout.write(`${exported.size} entries, ${exported.size - exported.before} of them new, in ${folder}\n`);
    });
}

function checkpointCommand(): Command {
  return new Command('checkpoint')
    .description('Print what was signed last. Keep it where nobody can change it, for: audit verify --from')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- audit checkpoint > kept.checkpoint\n${exitHelp()}`)
    .action(async () => {
      const { openLogOfHub } = await import('./audit/open.ts');
      await using log = await openLogOfHub();
      const { note } = await log.source.head();
      if (note === undefined) throw fault({ code: 'BAD_REQUEST', public: 'Nothing was signed yet.' });
      process.stdout.write(note);
    });
}

function keyCommand(): Command {
  return new Command('key')
    .description('Print the public keys of the log, one a line, as witnesses and `audit verify --key` take them.')
    .addHelpText('after', `\nExample:\n  npm run -s selfsame -- audit key > keys.txt\n${exitHelp()}`)
    .action(async () => {
      const [{ openLogOfHub }, { formatKey }] = await Promise.all([
        import('./audit/open.ts'),
        import('../audit/note.ts'),
      ]);
      await using log = await openLogOfHub();
      process.stdout.write(log.keys.map((key) => `${formatKey(key)}\n`).join(''));
    });
}
