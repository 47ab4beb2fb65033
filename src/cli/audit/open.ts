import { readFile } from 'node:fs/promises';
import { type NoteKey, keysOf, readKey } from '../../audit/note.ts';
import { proveConsistency } from '../../audit/proofs.ts';
import { type LogSource, databaseSource } from '../../audit/verify/source.ts';
import { verifyStored } from '../../audit/verify/stored.ts';
import type { Verdict } from '../../audit/verify/verdict.ts';
import { type VerifyOptions, readSigned } from '../../audit/verify/verify.ts';
import { isConsistent } from '../../audit/tree/proof.ts';
import { loadConfig } from '../../config.ts';
import { originOf } from '../../hub/audit.ts';
import { openParts } from '../../hub/parts.ts';
import { systemClock } from '../../kernel/clock.ts';
import { fault } from '../../kernel/faults.ts';
import { createLogger } from '../../kernel/logger.ts';

/** The audit log of the database that the settings name. */
export interface OpenedLog extends AsyncDisposable {
  source: LogSource;
  keys: NoteKey[];
  verify(options: VerifyOptions): Promise<Verdict>;
  /** Whether the log, when it had so many entries, had this root. */
  continues(size: number, root: Buffer): Promise<boolean>;
}

/** Opens the audit log of a hub, which may go on running. */
export async function openLogOfHub(): Promise<OpenedLog> {
  const parts = await openParts(loadConfig(), { clock: systemClock, logger: createLogger('warn') });
  const sql = parts.pool('selfsame_audit', 3);
  const keys = [...keysOf(originOf(parts.log), parts.signers.checkpoint).values()];
  return {
    source: databaseSource(sql),
    keys,
    verify: (options) => verifyStored(sql, options),
    async continues(size, root) {
      const proof = await proveConsistency(sql, size);
      const newest = readSigned(proof?.checkpoint, keys);
      return proof !== undefined && newest !== undefined && isConsistent({ size, root }, newest, proof.hashes);
    },
    [Symbol.asyncDispose]: () => parts.close(),
  };
}

/** The keys that an option names: each as text, or a file with one a line. */
export async function readKeys(options: readonly string[]): Promise<NoteKey[]> {
  const keys: NoteKey[] = [];
  for (const option of options) {
    const lines = readKey(option)
      ? [option]
      : (await readText(option, '--key')).split('\n').filter((line) => line.trim());
    for (const line of lines) {
      const key = readKey(line);
      if (!key)
        throw fault({
          code: 'BAD_REQUEST',
          public: `--key: expected a key such as selfsame/audit/0f3a9c27+1234abcd+AQ…, or a file with one a line.`,
        });
      keys.push(key);
    }
  }
  return keys;
}

/** The text of a file that somebody named. */
export function readText(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw fault({ code: 'BAD_REQUEST', public: `${what}: ${path} cannot be read (${error.code}).` });
  });
}
