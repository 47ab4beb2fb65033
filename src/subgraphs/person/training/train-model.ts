import { randomBytes } from 'node:crypto';
import { fault } from '../../../kernel/faults.ts';
import { newId } from '../../../kernel/ids.ts';
import { type Work, giveWay, mayGoOn } from '../bulk/work.ts';
import { valuesOf } from '../matching/profile.ts';
import type { Sample } from '../../../resolution/resolve.ts';
import { type Counted, type ValueCounts, visitTerms } from '../../../resolution/score/frequencies.ts';
import { countValues, createPeopleCounter } from '../../../resolution/score/population.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';
import { columns } from '../sealing.ts';
import { openRecord } from '../unify.ts';
import { learnApart } from './learn-apart.ts';
import { type SampleRecords, SAMPLE_RECORDS, drawSample } from './sample.ts';
import * as statements from './store.ts';

/** Records without which nothing is learned, and pairs of one person among them. */
export const LEAST_RECORDS = 200;
export const LEAST_PAIRS = 30;
/** Pairs that people must have said to be one, and as many to be two, before they are believed: reviewers see the odd ones first. */
const LEAST_LABELS = 50;
const MAX_LABELS = 5_000;
const PAGE = 500;
const LOWEST = -(2n ** 63n);

/**
 * Learns a model from the records of the hub, and stores it, to be activated by a person. Nobody has to say who is who; what
 * reviewers said counts as known where it is enough. What is common is counted among all records, the rest is learned from
 * a sample. A model of the same content as an earlier one is that one.
 *
 * @throws BAD_REQUEST where there is too little to learn from; then nothing is stored
 */
export async function trainModel(work: Work): Promise<{ modelId: string }> {
  const { sql, context, signal } = work;
  const total = await statements.countRecords(sql);
  if (total < LEAST_RECORDS) throw tooLittle(`${total} records`, `${LEAST_RECORDS} records`);
  const labels = await statements.listLabels(sql, MAX_LABELS);
  const isTold = (['SAME', 'DIFFERENT'] as const).every(
    (word) => labels.filter(({ said }) => said === word).length >= LEAST_LABELS,
  );
  const told = isTold ? labels : [];
  // From the lowest number on where all are taken: the same records give the same model.
  const isAll = total <= SAMPLE_RECORDS;
  const start = isAll ? LOWEST : randomBytes(8).readBigInt64BE();
  const profiles = told.flatMap(({ a, b }) => [BigInt(a), BigInt(b)]);
  const drawn = await drawSample(work, start, profiles, total);
  const said = saidOf(drawn, told);
  const sample: Sample = {
    records: drawn.records,
    pairs: drawn.pairs,
    said,
    population: isAll ? undefined : { records: total, seeds: drawn.seeds },
    counts: isAll ? undefined : { all: await countAll(work, total), sample: countValues(byPerson(drawn)) },
  };
  const { model, likely, precision } = await learnApart(sample, {
    signal,
    onShare: (share) => work.onProgress('learning', share),
  });
  if (likely < LEAST_PAIRS)
    throw tooLittle(`${Math.floor(likely)} pairs of one person`, `${LEAST_PAIRS} of them among ${total} records`);
  const id = newId(context.clock);
  const { key, wrapped } = context.vault.createKey(id);
  const modelId = await statements.insertModel(sql, {
    id,
    version: model.version,
    sealed: context.vault.seal(key, columns.model, model),
    wrapped,
    createdAt: context.clock.now(),
    summary: {
      records: drawn.records.length,
      population: total,
      pairs: drawn.pairs.length / 2,
      labels: said?.reduce((count, word) => count + (word === 0 ? 0 : 1), 0) ?? 0,
      thresholds: { link: model.policy.link, rule: model.policy.rule, review: model.policy.review },
      precision,
    },
  });
  return { modelId };
}

function tooLittle(found: string, needed: string): Error {
  return fault({ code: 'BAD_REQUEST', public: `Too little data to learn from: found ${found}, needed ${needed}.` });
}

/** By candidate, what people said of two such profiles; of several verdicts the newest. */
function saidOf(
  { profiles, pairs }: SampleRecords,
  labels: readonly { a: string; b: string; said: 'SAME' | 'DIFFERENT' }[],
): Uint8Array | undefined {
  if (labels.length === 0) return undefined;
  const name = (a: bigint, b: bigint): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const words = new Map(
    labels.toReversed().map(({ a, b, said }) => [name(BigInt(a), BigInt(b)), said === 'SAME' ? 1 : 2]),
  );
  return Uint8Array.from(
    { length: pairs.length / 2 },
    (_, pair) => words.get(name(profiles[pairs[pair * 2]!]!, profiles[pairs[pair * 2 + 1]!]!)) ?? 0,
  );
}

/** Counts the people of now behind each value, among all records. */
async function countAll(work: Work, total: number): Promise<ValueCounts> {
  const { sql, context } = work;
  const counter = createPeopleCounter();
  let after = { personId: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' };
  let values: (readonly [Counted, string])[] = [];
  let current = '';
  for (let done = 0; ;) {
    mayGoOn(work);
    const rows = await statements.listByPerson(sql, after, PAGE);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.personId !== current) {
        counter.add(values);
        values = [];
        current = row.personId;
      }
      values.push(...termsOf(standardise(valuesOf(openRecord(context.vault, row).facts))));
      await giveWay();
    }
    after = rows.at(-1)!;
    done += rows.length;
    work.onProgress('counting values', done / total);
  }
  counter.add(values);
  return counter.counts();
}

function* byPerson({ records, people }: SampleRecords): Generator<(readonly [Counted, string])[]> {
  const indexes = new Map<string, Set<Comparable>>();
  people.forEach((person, index) => {
    const own = indexes.get(person) ?? new Set();
    indexes.set(person, own.add(records[index]!));
  });
  for (const own of indexes.values()) yield [...own].flatMap(termsOf);
}

function termsOf(record: Comparable): (readonly [Counted, string])[] {
  const terms: (readonly [Counted, string])[] = [];
  visitTerms(record, (field, { text }) => terms.push([field, text]));
  return terms;
}
