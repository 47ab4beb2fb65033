import { prepare } from '../connectors/import/prepare.ts';
import { type Source, openSource } from '../connectors/import/source.ts';
import type { Mapping } from '../connectors/import/mapping-schema.ts';
import { compile } from '../connectors/import/transform.ts';
import type { PersonValues } from '../subgraphs/person/fields.ts';
import type { IntakeContext } from '../subgraphs/person/intake/facts.ts';
import type { TruthOf } from './truth.ts';
import { valuesOf } from './values.ts';

/** Records with the truth about them, in one order. */
export interface LabelledRecords {
  values: PersonValues[];
  truth: string[];
  /** The external ids. */
  ids: string[];
  /** Rows that the mapping leaves out or cannot read, and rows that nobody says the truth about. */
  skipped: number;
  rejected: number;
  unlabelled: number;
}

/** Reads files of records through their mappings. A record with no truth is left out: nothing could be said about it. */
export async function readRecords(
  files: readonly { file: string; map: string }[],
  truthOf: TruthOf,
  context: IntakeContext,
): Promise<LabelledRecords> {
  const records: LabelledRecords = { values: [], truth: [], ids: [], skipped: 0, rejected: 0, unlabelled: 0 };
  for (const { file, map } of files) {
    await using source = await openSource(file, map);
    await readFrom(source, file, truthOf, context, records);
  }
  return records;
}

async function readFrom(
  source: Source,
  file: string,
  truthOf: TruthOf,
  context: IntakeContext,
  records: LabelledRecords,
): Promise<void> {
  const strict = compile(source.mapping, source.lookup);
  const lenient = compile(withDatesAsWritten(source.mapping), source.lookup);
  for await (const row of source.rows(source.first)) {
    const first = prepare(row, strict);
    const prepared = first.kind === 'rejected' ? prepare(row, lenient) : first;
    if (prepared.kind !== 'person') {
      records[prepared.kind] += 1;
      continue;
    }
    const { externalId, ...facts } = prepared.input;
    const cell = (column: string): string | undefined => {
      const [value] = source.lookup.values(column)(row.value);
      return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
    };
    const person = truthOf({ file, externalId, cell });
    if (person === undefined) {
      records.unlabelled += 1;
      continue;
    }
    records.values.push(valuesOf(facts, context));
    records.truth.push(person);
    records.ids.push(externalId);
  }
}

/** The mapping with birth dates in whatever form: one that does not have the form that the mapping names still tells something. */
export function withDatesAsWritten(mapping: Mapping): Mapping {
  const { birthDate } = mapping.record;
  const column =
    typeof birthDate === 'object' && birthDate !== null && 'column' in birthDate ? birthDate.column : birthDate;
  return { ...mapping, record: { ...mapping.record, birthDate: column } };
}
