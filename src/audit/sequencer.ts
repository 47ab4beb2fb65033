import type { Clock } from '../kernel/clock.ts';
import { coalesce } from '../kernel/coalesce.ts';
import { type Sql, type Transaction, errorCode } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { startSweep } from '../kernel/sweep.ts';
import { type NoteSigner, checkpointText, readCheckpoint, readNote, signNote } from './note.ts';
import {
  countEntries,
  findCheckpoint,
  hasIntake,
  insertCheckpoint,
  listTiles,
  lockPlaces,
  placeIntake,
  upsertTiles,
} from './store.ts';
import { EMPTY_ROOT } from './tree/hash.ts';
import { Tiles, edgeOf } from './tree/tiles.ts';

/** How long an entry waits for its place, and what can be taken away without a trace: nothing that is older. */
const EVERY_MS = 1_000;
/** Entries in one transaction, unless that takes too long. Few at once would cost as much for the signature and the tree's edge. */
const ENTRIES = 2_000;

/** What Postgres says of a statement that took too long (SQLSTATE). */
const TOO_SLOW = '57014';

/** Gives entries their places in the log, whichever hub comes first. */
export interface Sequencer {
  /** Resolves when all that was written down before the call has its place, and was signed. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** What a sequencer works with. */
export interface SequencerOptions {
  sql: Sql;
  /** Names the log in what is signed. */
  origin: string;
  signer: NoteSigner;
  clock: Clock;
  logger: Logger;
  /** Called when there is a new checkpoint. */
  signed?(): void;
}

/** Starts to give places, once a second. */
export function startSequencer(options: SequencerOptions): Sequencer {
  const { sql, logger, signed } = options;
  let most = ENTRIES;
  const run = coalesce(async () => {
    while (await hasIntake(sql)) {
      try {
        if (await sql.begin((tx) => place(tx, most, options))) signed?.();
        most = Math.min(2 * most, ENTRIES);
      } catch (error) {
        if (most === 1 || errorCode(error) !== TOO_SLOW) throw error;
        most = Math.ceil(most / 2);
      }
    }
  });
  const sweep = startSweep({ name: 'audit log', everyMs: EVERY_MS, logger, batch: async () => (await run(), false) });
  return { settle: run, stop: () => sweep.stop() };
}

/** Gives places to some of what waits, and signs; answers whether there was anything. */
async function place(tx: Transaction, most: number, { origin, signer, clock }: SequencerOptions): Promise<boolean> {
  await lockPlaces(tx);
  const { size: start, tiles } = await openEdge(tx);
  const leaves = await placeIntake(tx, start, most);
  if (leaves.length === 0) return false;
  const size = start + leaves.length;
  const changed = tiles.append(start, leaves);
  const root = tiles.rootOf({ start: 0, end: size });
  const note = signNote(checkpointText({ origin, size, root }), origin, signer);
  upsertTiles(tx, changed);
  insertCheckpoint(tx, { size, note, now: clock.now() });
  return true;
}

/**
 * The right edge of the tree, where it goes on. A log must not sign what is not a continuation of what it signed before, so
 * the edge is compared with the last checkpoint. Throws INTERNAL where it is not what was signed.
 */
export async function openEdge(tx: Transaction): Promise<{ size: number; tiles: Tiles }> {
  const [last, count] = await Promise.all([findCheckpoint(tx), countEntries(tx)]);
  const signed = last ? readCheckpoint(readNote(last.note)?.text ?? '') : { size: 0, root: EMPTY_ROOT };
  const tiles = new Tiles();
  if (!signed || signed.size !== count) throw tampered();
  for (const { hashes, ...at } of await listTiles(tx, edgeOf(count))) tiles.add(at, hashes);
  if (!rootOf(tiles, count)?.equals(signed.root)) throw tampered();
  return { size: count, tiles };
}

function rootOf(tiles: Tiles, size: number): Buffer | undefined {
  try {
    return tiles.rootOf({ start: 0, end: size });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tampered(): Error {
  return fault({
    code: 'INTERNAL',
    public: 'Internal error.',
    internal: 'the audit log is not what was last signed; run: selfsame audit verify',
  });
}
