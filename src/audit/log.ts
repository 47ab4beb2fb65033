import type { Log } from '../log/tail.ts';
import { startActs } from './acts.ts';
import { type LogFile, findLogFile } from './files.ts';
import { type Proof, proveConsistency, proveInclusion } from './proofs.ts';
import { type EntryFilter, type EntryPage, searchEntries } from './search.ts';
import { type SequencerOptions, startSequencer } from './sequencer.ts';
import { findCheckpoint } from './store.ts';

/** The audit log of a process that gives entries their places. */
export interface AuditLog {
  /** Resolves when all that was written down or happened before the call has its place in the log, and was signed. */
  settle(): Promise<void>;
  /** The newest entries that a filter is about, by their time. Throws BAD_CURSOR when `after` is none. */
  search(filter: EntryFilter, page: { first: number; after: string | undefined }): Promise<EntryPage>;
  /** What was last signed; undefined while there is no entry. */
  checkpoint(): Promise<string | undefined>;
  /** Undefined where there is no such entry. */
  proveInclusion(index: number): Promise<Proof | undefined>;
  /** Undefined where the log was never so long. */
  proveConsistency(older: number): Promise<Proof | undefined>;
  /** The file at a path of the log as C2SP tlog-tiles serves it; undefined where there is none. */
  file(path: string): Promise<LogFile | undefined>;
  stop(): Promise<void>;
}

/** Opens the audit log: acts are written down from now on, and all that is written gets its place. */
export async function openAuditLog(options: SequencerOptions & { log: Log }): Promise<AuditLog> {
  const { sql } = options;
  const acts = await startActs(options);
  const sequencer = startSequencer(options);
  return {
    async settle() {
      await acts.settle();
      await sequencer.settle();
    },
    search: (filter, page) => searchEntries(sql, filter, page),
    checkpoint: async () => (await findCheckpoint(sql))?.note,
    proveInclusion: (index) => proveInclusion(sql, index),
    proveConsistency: (older) => proveConsistency(sql, older),
    file: (path) => findLogFile(sql, path),
    async stop() {
      await acts.stop();
      await sequencer.stop();
    },
  };
}
