import { type Gather, createGather } from '../../../kernel/gather.ts';
import { type IdempotencyConflict, type Ticket, runEachOnce } from '../../../kernel/idempotency.ts';
import type { Services } from '../context.ts';
import { findRecords } from '../store-write.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import type { RecordWrite } from './news.ts';
import { type Outcome, type VersionConflict, type Written, writeRecords } from './write-records.ts';

/** A record to take in, and the run of the command that brings it. */
export interface Entry {
  write: RecordWrite;
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

/** What became of an entry. */
export interface TakenIn {
  answer: PersonRecorded | VersionConflict | IdempotencyConflict;
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

/** Writes in one transaction what was not answered before. */
async function takeIn(services: Services, entries: readonly Entry[]): Promise<TakenIn[]> {
  const { pools, vault } = services;
  const writes = entries.map(({ write }) => write);
  const written: (Written | undefined)[] = [];
  const answers = await runEachOnce<PersonRecorded, VersionConflict, Map<string, OpenRecord>>(
    pools.write,
    entries.map(({ ticket }) => ticket),
    async (tx, due, known) => {
      // Nothing is left of a run that was rolled back.
      written.length = 0;
      const results = await writeRecords(
        tx,
        services,
        due.map((place) => writes[place]!),
        known,
      );
      return results.map((result, index) => {
        if ('__typename' in result) return { refused: result };
        written[due[index]!] = result;
        return { stored: recorded(result) };
      });
    },
    {
      locks: writes.map(({ blind }) => blind),
      async read(tx) {
        const rows = await findRecords(tx, writes);
        return new Map(rows.map(({ externalBlind, ...row }) => [externalBlind, openRecord(vault, row)]));
      },
    },
  );
  return answers.map((answer, place) => ({ answer, written: written[place] }));
}

function recorded({ personId, recordId, outcome }: Written): PersonRecorded {
  return { __typename: 'PersonRecorded', personId, recordId, outcome };
}
