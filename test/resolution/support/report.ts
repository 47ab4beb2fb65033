/**
 * Prints how well sets are resolved, without labels: `node test/resolution/support/report.ts [sets|all] [variants|all] [errors]`.
 * All sets are the public ones; `gen_1000`, `gen_10000` and `gen_50000` are invented.
 * With a number of errors it shows so many wrong links and missed pairs, each with its waterfall.
 */
import { decide } from '../../../src/resolution/decide.ts';
import { blockingRecall, evaluate } from '../../../src/resolution/evaluate.ts';
import { type Resolution, resolveSet } from '../../../src/resolution/resolve.ts';
import { COMPARISONS } from '../../../src/resolution/score/comparisons.ts';
import { levelName } from '../../../src/resolution/score/score.ts';
import { GENERATED, type LabelledSet, SETS } from './sets.ts';
import { VARIANTS } from './variants.ts';

const [sets = 'all', variants = '', errors = '0'] = process.argv.slice(2);

const all = { ...SETS, ...GENERATED };

for (const name of sets === 'all' ? Object.keys(SETS) : sets.split(',')) {
  const set = all[name]!();
  if (variants === '') report(set);
  else {
    for (const variant of variants === 'all' ? Object.keys(VARIANTS) : variants.split(',')) {
      report({ ...VARIANTS[variant]!(set), name: `${name}/${variant}` });
    }
  }
}

function report(set: LabelledSet): void {
  const start = process.cpuUsage().user;
  const resolution = resolveSet(set.values);
  const seconds = (process.cpuUsage().user - start) / 1e6;
  const { pairs, bCubed, exact, largestGroup } = evaluate(resolution.people, set.truth);
  const columns = [
    set.name.padEnd(30),
    `records ${set.values.length}`,
    `pairs P ${pairs.precision.toFixed(4)} R ${pairs.recall.toFixed(4)} F1 ${pairs.f1.toFixed(4)}`,
    `B3 ${bCubed.f1.toFixed(4)}`,
    `exact ${exact.f1.toFixed(4)}`,
    `blocking ${blockingRecall(resolution.pairs, set.truth).toFixed(4)} of ${resolution.pairs.length / 2}`,
    `candidates ${(resolution.pairs.length / set.values.length).toFixed(0)} a record`,
    `reviews ${resolution.reviews.length}`,
    `largest ${largestGroup}`,
    `link from ${resolution.model.policy.link.toFixed(1)} bits`,
    `${Math.round(set.values.length / seconds)} records/s of CPU`,
    `${Math.round(scoringRate(resolution))} pairs scored/s`,
  ];
  process.stdout.write(`${columns.join(' | ')}\n`);
  if (Number(errors) > 0) showErrors(set, resolution, Number(errors));
}

/** Pairs that one core scores in a second. */
function scoringRate({ pairs, records, scorer }: Resolution): number {
  const start = process.cpuUsage().user;
  for (let pair = 0; pair < pairs.length; pair += 2) scorer.score(records[pairs[pair]!]!, records[pairs[pair + 1]!]!);
  return pairs.length / 2 / ((process.cpuUsage().user - start) / 1e6);
}

function showErrors(set: LabelledSet, { links, people, records, scorer, model }: Resolution, count: number): void {
  const show = (a: number, b: number): void => {
    const score = scorer.score(records[a]!, records[b]!);
    const { verdict, rule, veto } = decide(score, model.policy);
    const steps = COMPARISONS.flatMap(({ name }, index) => {
      const level = score.levels[index] ?? 0;
      return level === 0 ? [] : [`${name} ${levelName(index, level)} ${score.weights[index]!.toFixed(1)}`];
    });
    const head = `${score.weight.toFixed(1)} (stranger ${score.stranger.toFixed(1)}, household ${score.household.toFixed(1)})`;
    process.stdout.write(`  ${head} ${[verdict, rule, veto].filter(Boolean).join(' ')}: ${steps.join(', ')}\n`);
    for (const index of [a, b]) process.stdout.write(`    ${set.ids[index]} ${JSON.stringify(set.values[index])}\n`);
  };
  const wrong = links
    .map(({ a, b }) => [Number(a), Number(b)] as const)
    .filter(([a, b]) => set.truth[a] !== set.truth[b]);
  process.stdout.write(`  wrong links: ${wrong.length}\n`);
  for (const [a, b] of wrong.slice(0, count)) show(a, b);
  const missed = set.truth.flatMap((person, a) =>
    set.truth.flatMap((other, b) => (a < b && person === other && people[a] !== people[b] ? [[a, b] as const] : [])),
  );
  process.stdout.write(`  missed pairs: ${missed.length}\n`);
  for (const [a, b] of missed.slice(0, count)) show(a, b);
}
