import { parseArgs } from 'node:util';
import type { Options } from './bench.ts';

/** The parts of the bench, in the order in which they run. */
export const PARTS = [
  'query',
  'soak',
  'growth',
  'write',
  'subscribe',
  'resolution',
  'decision',
  'journeys',
  'keys',
  'reading',
  // Behind whatever loads people: who was erased is erased again wherever a database is new.
  'erasure',
  'rights',
  'audit',
] as const;
export type PartName = (typeof PARTS)[number];

/** What counts: only figures of such a run, or of a larger one, are written down. */
export const FULL: Options = { people: 100_000, rounds: 5, seconds: 10, soakSeconds: 300, bulkRecords: 100_000 };

export const USAGE = `npm run bench -- [parts] [options]

  parts            ${PARTS.join(', ')}; all when none is named
  --people N       size of the population (${FULL.people})
  --rounds N       rounds that count (${FULL.rounds})
  --seconds N      length of a round (${FULL.seconds})
  --soak-seconds N length of the soak (${FULL.soakSeconds})
  --bulk-records N records that are imported (as many as people)

Writes docs/benchmarks.md when the run is of full size.`;

/** Reads the command line. Throws an Error that says what is wrong. */
export function readOptions(args: string[]): { parts: readonly PartName[]; options: Options } | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      people: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'soak-seconds': { type: 'string' },
      'bulk-records': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  for (const part of positionals) {
    if (!PARTS.includes(part as PartName))
      throw new Error(`There is no part "${part}". There are ${PARTS.join(', ')}.`);
  }
  const people = count('people', values.people, FULL.people);
  return {
    parts: positionals.length > 0 ? PARTS.filter((part) => positionals.includes(part)) : PARTS,
    options: {
      people,
      rounds: count('rounds', values.rounds, FULL.rounds),
      seconds: count('seconds', values.seconds, FULL.seconds),
      soakSeconds: count('soak-seconds', values['soak-seconds'], FULL.soakSeconds),
      bulkRecords: count('bulk-records', values['bulk-records'], people),
    },
  };
}

function count(name: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: expected a whole number from 1 on.`);
  return number;
}

/** Whether figures of a run are worth writing down. */
export function isFull(options: Options): boolean {
  return (Object.keys(FULL) as (keyof Options)[]).every((name) => options[name] >= FULL[name]);
}
