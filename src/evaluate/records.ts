import { prepare } from '../connectors/import/prepare.ts';
import { type Source, openSource } from '../connectors/import/source.ts';
import type { Mapping } from '../connectors/import/mapping-schema.ts';
import { compile } from '../connectors/import/transform.ts';
import { fault } from '../kernel/faults.ts';
import type { PersonValues } from '../resolution/values.ts';
import type { IntakeContext } from '../subgraphs/person/intake/facts.ts';
import { mustHaveRoom } from './memory.ts';
import type { Progress } from './progress.ts';
import { AMBIGUOUS, type Truth } from './truth.ts';
import { valuesOf } from './values.ts';

/** Records with the truth about them, in one order. */
export interface LabelledRecords {
  values: PersonValues[];
  truth: string[];
  /** Where each record is from, and its external id there. */
  origins: { file: string; externalId: string }[];
  counts: RowCounts;
}

/** What became of rows. */
export interface RowCounts {
  /** Records that are resolved. */
  read: number;
  /** Rows that the mapping leaves out. */
  skipped: number;
  /** Rows that cannot be read. */
  rejected: number;
  /** Records whose truth nobody says. */
  unlabelled: number;
  /** Records whose external id stands for several people in the truth. */
  ambiguous: number;
}

/**
 * Reads files of records through their mappings. A record with no truth is left out: nothing could be said about it.
 * Throws CONFIGURATION for a mapping or a truth that does not fit, and BAD_REQUEST for a file that cannot be read or has no record.
 */
export async function readRecords(
  files: readonly { file: string; map: string }[],
  truth: Truth,
  context: IntakeContext,
  progress: Progress,
): Promise<LabelledRecords> {
  const counts = { read: 0, skipped: 0, rejected: 0, unlabelled: 0, ambiguous: 0 };
  const records: LabelledRecords = { values: [], truth: [], origins: [], counts };
  for (const { file, map } of files) {
    await using source = await openSource(file, map);
    const rejected = await readFrom(source, file, truth, context, records, progress);
    if (rejected.count > 0)
      progress.say(`${file}: rows that cannot be read: ${rejected.count}, the first ${rejected.first}`);
    if (rejected.count > 0 && rejected.count === rejected.rows) {
      throw fault({ code: 'BAD_REQUEST', public: `${file}: no row can be read; the first ${rejected.first}` });
    }
  }
  return records;
}

async function readFrom(
  source: Source,
  file: string,
  truth: Truth,
  context: IntakeContext,
  { values, truth: people, origins, counts }: LabelledRecords,
  progress: Progress,
): Promise<{ rows: number; count: number; first: string }> {
  const strict = compile(source.mapping, source.lookup);
  const lenient = compile(withDatesAsWritten(source.mapping), source.lookup);
  const personOf = truth.of(source, file);
  const rejected = { rows: 0, count: 0, first: '' };
  const bar = progress.bar(`reading ${file}`, source.bytes);
  try {
    for await (const row of source.rows(source.first)) {
      bar.update(row.next.offset);
      rejected.rows += 1;
      const first = prepare(row, strict);
      const prepared = first.kind === 'rejected' ? prepare(row, lenient) : first;
      if (prepared.kind === 'rejected') {
        const [reason] = prepared.reasons;
        if (rejected.count === 0)
          rejected.first = `is line ${row.line}: ${row.malformed ?? reason?.path ?? 'its content'}`;
        rejected.count += 1;
      }
      if (prepared.kind !== 'person') {
        counts[prepared.kind] += 1;
        continue;
      }
      const { externalId, ...facts } = prepared.input;
      const person = personOf(row.value, externalId);
      if (typeof person !== 'string') {
        counts[person === AMBIGUOUS ? 'ambiguous' : 'unlabelled'] += 1;
        continue;
      }
      counts.read += 1;
      mustHaveRoom(counts.read);
      values.push(valuesOf(facts, context));
      people.push(person);
      origins.push({ file, externalId });
    }
  } finally {
    bar.stop();
  }
  return rejected;
}

/** The mapping with birth dates in whatever form: one that does not have the form that the mapping names still tells something. */
export function withDatesAsWritten(mapping: Mapping): Mapping {
  const { birthDate } = mapping.record;
  const column =
    typeof birthDate === 'object' && birthDate !== null && 'column' in birthDate ? birthDate.column : birthDate;
  return { ...mapping, record: { ...mapping.record, birthDate: column } };
}
