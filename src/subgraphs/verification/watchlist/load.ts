import { createHash } from 'node:crypto';
import { actorName, demand } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { discard } from './clear.ts';
import type { Entry } from './entry.ts';
import { FORMATS, type Files, type FormatName } from './formats.ts';
import { pathOf } from './csv.ts';
import type { Spooled } from './spool.ts';
import * as statements from './store.ts';

/** A version of a list to put in use. */
export interface LoadWatchlistInput {
  /** A slug. */
  list: string;
  format: FormatName;
  files: readonly Spooled[];
  /** Take it even if it has less than half as many entries as the version in use. */
  smaller: boolean;
}

/** The list is in use. */
export interface WatchlistLoaded {
  __typename: 'WatchlistLoaded';
  list: string;
  version: number;
  /** False when the same files are in use already. */
  changed: boolean;
  entries: number;
  people: number;
  sha256: string;
}

const BATCH = 500;
/** After so many problems nobody reads on. */
const MAX_PROBLEMS = 100;
/** A version with less than this share of the entries of the one before is taken for a download that broke off. */
const LEAST_SHARE = 0.5;

/**
 * Reads a list, stores it beside the version in use, and puts it in its place in one transaction: whoever is looked for is looked for
 * on all of the old version or all of the new one. A list with anything wrong in it is refused as a whole.
 */
export async function loadWatchlist(
  context: Context,
  input: LoadWatchlistInput,
): Promise<WatchlistLoaded | InvalidInput> {
  const { actor, clock, pools } = context;
  demand(actor, 'watchlist:admin');
  const files = input.files.map(({ path: _, ...file }) => file);
  const sha256 = digestOf(files);
  const known = await confirm(context, input, sha256);
  if (known) return known;

  const version = await statements.insertVersion(pools.write, {
    list: input.list,
    format: input.format,
    sha256,
    files,
    loadedBy: actorName(actor),
    now: clock.now(),
  });
  try {
    const problems = new Problems();
    const counts = await storeEntries(context, version, input, problems);
    const outcome =
      problems.list.length > 0 ? undefined : await putInUse(context, { ...input, version, sha256 }, counts, problems);
    if (outcome) {
      context.log.wake();
      return outcome;
    }
    await discard(pools.write, version);
    return problems.invalid();
  } catch (error) {
    // What an outage leaves here is cleared later.
    await discard(pools.write, version).catch(() => {});
    throw error;
  }
}

/** Notes that the version in use was loaded again, if it has the same files. */
async function confirm(
  { pools, clock }: Context,
  { list, format }: LoadWatchlistInput,
  sha256: string,
): Promise<WatchlistLoaded | undefined> {
  return pools.write.begin(async (tx) => {
    const current = await statements.lockCurrent(tx, list);
    if (current?.sha256 !== sha256 || current.format !== format) return undefined;
    statements.confirmVersion(tx, current.id, clock.now());
    const { id: version, entries, people } = current;
    return { __typename: 'WatchlistLoaded', list, version, changed: false, entries, people, sha256 };
  });
}

interface Counts {
  entries: number;
  people: number;
}

async function storeEntries(
  { pools }: Context,
  version: number,
  { format, files }: LoadWatchlistInput,
  problems: Problems,
): Promise<Counts> {
  const counts: Counts = { entries: 0, people: 0 };
  const paths: Files = Object.fromEntries(files.map(({ part, path }) => [part, path]));
  let batch: Entry[] = [];
  const store = async (): Promise<void> => {
    const stored = await statements.insertEntries(pools.write, version, counts.entries, batch);
    for (const [index, { id }] of batch.entries()) {
      if (!stored.has(counts.entries + index)) problems.add(id, 'Expected each id once.');
    }
    counts.entries += batch.length;
    batch = [];
  };
  for await (const entry of FORMATS[format].read(paths, problems)) {
    if (problems.list.length >= MAX_PROBLEMS) return counts;
    batch.push(entry);
    if (entry.kind === 'PERSON') counts.people += 1;
    if (batch.length === BATCH) await store();
  }
  if (batch.length > 0) await store();
  if (counts.entries === 0 && problems.list.length === 0) {
    problems.add(pathOf(FORMATS[format].parts[0], undefined), 'Expected at least one entry.');
  }
  return counts;
}

async function putInUse(
  { pools, clock, actor, traceparent }: Context,
  { list, version, sha256, smaller }: LoadWatchlistInput & { version: number; sha256: string },
  { entries, people }: Counts,
  problems: Problems,
): Promise<WatchlistLoaded | undefined> {
  const common = await statements.countCommon(pools.write, version, people);
  return pools.write.begin(async (tx) => {
    const before = await statements.lockCurrent(tx, list);
    if (before && entries < before.entries * LEAST_SHARE && !smaller) {
      problems.add(
        '',
        `Expected at least half of the ${before.entries} entries in use; there are ${entries}. Ask for a smaller list if that is right.`,
      );
      return undefined;
    }
    const now = clock.now();
    statements.replaceVersion(tx, { id: version, list, entries, people, common, now });
    append(tx, {
      id: newId(clock),
      name: 'watchlist.loaded',
      subject: list,
      time: now,
      data: { list, version, entries, people, sha256 },
      actor: actorName(actor),
      traceparent,
    });
    return { __typename: 'WatchlistLoaded', list, version, changed: true, entries, people, sha256 };
  });
}

/** SHA-256 of a file; of several files, that of their digests in the order of the format's parts. */
function digestOf(files: readonly { sha256: string }[]): string {
  if (files.length === 1) return files[0]!.sha256;
  return createHash('sha256')
    .update(files.map((file) => file.sha256).join('\n'))
    .digest('hex');
}
