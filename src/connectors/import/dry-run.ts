import type { PersonInput } from './canonical.ts';
import { openMeter } from './meter.ts';
import type { ImportOptions } from './options.ts';
import { type Prepared, prepare, withColumns } from './prepare.ts';
import { spellReasons } from './rejects.ts';
import type { Source } from './source.ts';
import { type Counts, NO_COUNTS } from './summary.ts';
import { compile } from './transform.ts';

const SHOWN_RECORDS = 3;
const SHOWN_REJECTS = 20;

/**
 * Goes through the whole file and sends nothing. Prints the first records as they would be sent, and where the first rows
 * stand that the mapping or the hub's intake rejects. Ends early when the signal comes.
 */
export async function dryRun(
  source: Source,
  { out, signal, findProblems = () => [] }: Pick<ImportOptions, 'out' | 'signal' | 'findProblems'>,
): Promise<Counts> {
  const transform = compile(source.mapping, source.lookup);
  const judge = (prepared: Prepared): Prepared => {
    const problems = prepared.kind === 'person' ? findProblems(prepared.input) : [];
    if (problems.length === 0) return prepared;
    return { row: prepared.row, kind: 'rejected', reasons: withColumns(problems, prepared.row, transform) };
  };
  const counts: Counts = { ...NO_COUNTS };
  const records: string[] = [];
  const rejects: string[] = [];
  const meter = openMeter(out, source.bytes, source.first.offset, NO_COUNTS);
  try {
    for await (const row of source.rows(source.first)) {
      if (signal.aborted) break;
      const prepared = judge(prepare(row, transform));
      counts.rows += 1;
      if (prepared.kind === 'skipped') counts.skipped += 1;
      if (prepared.kind === 'rejected') counts.rejected += 1;
      if (prepared.kind === 'person' && records.length < SHOWN_RECORDS) {
        records.push(`line ${row.line}: ${show(prepared.input)}\n`);
      }
      if (prepared.kind === 'rejected' && rejects.length < SHOWN_REJECTS) {
        rejects.push(`line ${row.line}: rejected: ${spellReasons(prepared.reasons)}\n`);
      }
      meter.update(row.next.offset, counts);
    }
  } finally {
    meter.stop();
  }
  const more = counts.rejected - rejects.length;
  out.write([...records, ...rejects, ...(more > 0 ? [`and ${more} more\n`] : [])].join(''));
  return counts;
}

/** As JSON. A terminal takes U+009B for the beginning of a command, and JSON lets it stand. */
function show(input: PersonInput): string {
  return JSON.stringify(input, undefined, 2).replaceAll(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
