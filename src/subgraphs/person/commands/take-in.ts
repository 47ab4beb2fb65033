import { type Gather, createGather } from '../../../kernel/gather.ts';
import { type IdempotencyConflict, type Ticket, runEachOnce } from '../../../kernel/idempotency.ts';
import type { Services } from '../context.ts';
import { shareWriting } from '../erasure/gate.ts';
import { type Suppressed, listSuppressed } from '../erasure/store-suppressions.ts';
import { findRecords } from '../store-write.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import type { RecordWrite } from './news.ts';
import { type Outcome, type VersionConflict, type Written, writeRecords } from './write-records.ts';

/** A record to take in, and the run of the command that brings it. */
export interface Entry {
  write: RecordWrite;
  /** What the list of those who must not come back may know it by. */
  suppressions: readonly string[];
  ticket: Ticket;
  /** Whether its call brings others too: those wait in a lane of their own. */
  lane: 'one' | 'many';
}

/** Stored with the idempotency key: ids only. */
export interface PersonRecorded {
  __typename: 'PersonRecorded';
  personId: string;
  recordId: string;
  outcome: Outcome;
}

/** The person was erased, and is not to come back. Nothing was stored. */
export interface DoNotReimport extends Suppressed {
  __typename: 'DoNotReimport';
}

/** What became of an entry. */
export interface TakenIn {
  answer: PersonRecorded | DoNotReimport | VersionConflict | IdempotencyConflict;
  /** Unless it was taken in before. */
  written: Written | undefined;
}

/** Takes in a record, together with all that come at the same time. */
export type Intake = Gather<Entry, TakenIn>;

/** Records that one transaction takes in. */
const MOST = 100;
/** Transactions at once: while one waits for the database, the other has the hub. More would be smaller, and cost more each. */
const RUNS = 2;
/** Records that may wait, and for how long. */
const WAITING = 5_000;
const PATIENCE_MS = 10_000;

/** Opens the intake of a hub. */
export function openIntake(services: Services): Intake {
  return createGather({
    work: (entries) => takeIn(services, entries),
    keysOf: ({ write: { blind }, ticket: { caller, key } }) =>
      key === undefined ? [blind] : [blind, `${caller} ${key}`],
    laneOf: ({ lane }) => lane,
    most: MOST,
    runs: RUNS,
    waiting: WAITING,
    patienceMs: PATIENCE_MS,
  });
}

/** What is there of records that are brought. */
interface Seen {
  known: Map<string, OpenRecord>;
  suppressed: Map<string, Suppressed>;
}

/** Writes in one transaction what was not answered before. */
async function takeIn(services: Services, entries: readonly Entry[]): Promise<TakenIn[]> {
  const { pools, vault } = services;
  const writes = entries.map(({ write }) => write);
  const written: (Written | undefined)[] = [];
  const answers = await runEachOnce<PersonRecorded, DoNotReimport | VersionConflict, Seen>(
    pools.write,
    entries.map(({ ticket }) => ticket),
    async (tx, due, { known, suppressed }) => {
      // Nothing is left of a run that was rolled back.
      written.length = 0;
      const refused = new Map(
        due.flatMap((place) => {
          const blind = entries[place]!.suppressions.find((one) => suppressed.has(one));
          return blind === undefined ? [] : [[place, suppressed.get(blind)!]];
        }),
      );
      const taken = due.filter((place) => !refused.has(place));
      const results = await writeRecords(
        tx,
        services,
        taken.map((place) => writes[place]!),
        known,
      );
      const resultOf = new Map(taken.map((place, index) => [place, results[index]!]));
      return due.map((place) => {
        const result = resultOf.get(place);
        if (!result) return { refused: { __typename: 'DoNotReimport' as const, ...refused.get(place)! } };
        if ('__typename' in result) return { refused: result };
        written[place] = result;
        return { stored: recorded(result) };
      });
    },
    {
      locks: writes.map(({ blind }) => blind),
      async read(tx) {
        const [, suppressed, rows] = await Promise.all([
          shareWriting(tx),
          listSuppressed(
            tx,
            entries.flatMap(({ suppressions }) => suppressions),
          ),
          findRecords(tx, writes),
        ]);
        return {
          suppressed,
          known: new Map(rows.map(({ externalBlind, ...row }) => [externalBlind, openRecord(vault, row)])),
        };
      },
    },
  );
  return answers.map((answer, place) => ({ answer, written: written[place] }));
}

function recorded({ personId, recordId, outcome }: Written): PersonRecorded {
  return { __typename: 'PersonRecorded', personId, recordId, outcome };
}
