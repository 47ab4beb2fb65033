import { evaluate, blockingRecall } from '../../../src/subgraphs/person/resolution/evaluate.ts';
import { resolveSet } from '../../../src/subgraphs/person/resolution/resolve.ts';
import { SETS, type LabelledSet } from './sets.ts';
import { decide } from '../../../src/subgraphs/person/resolution/decide.ts';
import { levelName } from '../../../src/subgraphs/person/resolution/score/score.ts';
import { COMPARISONS } from '../../../src/subgraphs/person/resolution/score/comparisons.ts';

const pct = (n: number) => n.toFixed(4);
export function report(set: LabelledSet, detail: number) {
  const t = performance.now();
  const r = resolveSet(set.values);
  const s = (performance.now() - t) / 1000;
  const e = evaluate(r.people, set.truth);
  let wrongLinks = 0;
  for (const l of r.links) if (set.truth[Number(l.a)] !== set.truth[Number(l.b)]) wrongLinks++;
  console.log(
    `${set.name.padEnd(22)} n=${set.values.length} pairs P=${pct(e.pairs.precision)} R=${pct(e.pairs.recall)} F1=${pct(e.pairs.f1)} | B3 ${pct(e.bCubed.f1)} exact ${pct(e.exact.f1)} | block ${pct(blockingRecall(r.pairs, set.truth))} cand ${r.pairs.length / 2} links ${r.links.length} wrong ${wrongLinks} reviews ${r.reviews.length} | max ${e.largestGroup} thr ${r.model.thresholds.link.toFixed(1)} prior ${Math.log2(r.model.prior).toFixed(1)} ${s.toFixed(1)}s`,
  );
  if (!detail) return;
  const show = (i: number, j: number) => {
    const sc = r.scorer.score(r.records[i]!, r.records[j]!);
    const d = decide(sc, r.model.thresholds);
    console.log(`  w=${sc.weight.toFixed(1)} pers=${sc.personal.toFixed(1)} ${d.verdict} ${d.rule ?? ''} veto=${d.veto ?? ''} ` + COMPARISONS.map((c, k) => (sc.levels[k] ? `${c.name}:${levelName(k, sc.levels[k]!)}${sc.weights[k]!.toFixed(1)}` : '')).filter(Boolean).join(' '));
    for (const x of [i, j]) console.log('     ', set.ids[x], set.truth[x], JSON.stringify(brief(set.values[x]!)));
  };
  if (process.env['MODEL']) {
    COMPARISONS.forEach((c, k) => console.log(c.name, c.levels.map((l, q) => `${l} m=${r.model.m[k]![q]!.toFixed(4)} u=${r.model.u[k]![q]!.toExponential(1)} w=${Math.log2(r.model.m[k]![q]! / r.model.u[k]![q]!).toFixed(1)}`).join(' | ')));
    for (const [f, q] of Object.entries(r.model.frequencies)) console.log(f, q.people, q.rare.toFixed(1), Object.keys(q.common).length, q.placeholders);
  }
  console.log('--- false');
  let shown = 0;
  for (const l of r.links) {
    const [i, j] = [Number(l.a), Number(l.b)];
    if (set.truth[i] !== set.truth[j] && shown++ < detail) show(i, j);
  }
  const cats = new Map<string, number>();
  const cand = new Set<number>();
  for (let q = 0; q < r.pairs.length; q += 2) cand.add(r.pairs[q]! * 1e6 + r.pairs[q + 1]!);
  for (let i = 0; i < set.truth.length; i++) for (let j = i + 1; j < set.truth.length; j++) if (set.truth[i] === set.truth[j] && r.people[i] !== r.people[j]) {
    const sc = r.scorer.score(r.records[i]!, r.records[j]!);
    const d = decide(sc, r.model.thresholds);
    const k = `${cand.has(i * 1e6 + j) ? 'cand' : 'notcand'} ${d.verdict} ${d.veto ?? ''}`;
    cats.set(k, (cats.get(k) ?? 0) + 1);
  }
  console.log(cats);
  console.log('--- missed');
  shown = 0;
  const byTruth = new Map<string, number[]>();
  set.truth.forEach((t, i) => byTruth.set(t, [...(byTruth.get(t) ?? []), i]));
  for (const m of byTruth.values()) {
    for (let x = 0; x < m.length; x++) for (let y = x + 1; y < m.length; y++) if (r.people[m[x]!] !== r.people[m[y]!] && shown++ < detail * 2) show(m[x]!, m[y]!);
  }
  console.log('missed', shown);
}
const brief = (v: any) => [v.name?.full, v.otherNames?.map((n: any) => n.full).join('/'), v.birthDate, v.emails?.map((e: any) => e.value).join('/'), v.phones?.map((e: any) => e.value).join('/'), v.addresses?.map((a: any) => [...a.lines, a.locality, a.region, a.postalCode].join(', ')).join(' / '), v.identifiers?.map((i: any) => i.type + i.country + i.value).join('/'), v.gender].filter(Boolean).join(' ; ');

const [names, detail] = process.argv.slice(2);
for (const name of names && names !== 'all' ? names.split(',') : Object.keys(SETS)) report(SETS[name]!(), Number(detail ?? 0));
