import { COMPARISONS } from '../../resolution/score/comparisons.ts';
import type { Model } from '../../resolution/score/model.ts';
import { weightTables } from '../../resolution/score/score.ts';
import { type Scale, linear } from './scale.ts';
import { COLOURS, HALO, bar, contentTop, drawing, line, signed, words } from './svg.ts';

const WIDTH = 980;
const ROW = 20;
const GAP = 10;
const COLUMNS = { name: 24, level: 120, weight: [270, 620], m: [680, 780], u: [838, 898] } as const;

interface Level {
  name: string;
  weight: number;
  m: number;
  u: number;
}

/** What each level of each comparison weighs, with m and u behind it: what a model learned from the records. */
export function drawMatchWeights(model: Model): string {
  const groups = levelsOf(model);
  const unseen = COMPARISONS.filter((_, place) => model.learnedFrom[place] === 0).map(({ name }) => name);
  const notes = [
    'A level’s weight is log2(m / u) bits: m is its chance where both records are of one person, u where they are of two strangers.',
    'For a level “same” the weight is the average one: a rare value weighs more and a common one less.',
    ...(unseen.length === 0 ? [] : [`Left out, since no pair of one person has both sides: ${unseen.join(', ')}.`]),
  ];
  const top = contentTop({ notes }) + 58;
  const prior = Math.log2(model.prior / (1 - model.prior));
  const weights = groups.flatMap(({ levels }) => levels.map(({ weight }) => weight));
  const scale = linear([Math.min(0, prior, ...weights), Math.max(0, ...weights)], COLUMNS.weight, 8);
  const rows: string[] = [words(COLUMNS.name, top, 'prior', { 'font-weight': 600 }), weightBar(scale, prior, top)];
  rows.push(words(COLUMNS.m[0], top, `${chance(model.prior)} of random pairs are one person`, { fill: COLOURS.muted }));
  let y = top + ROW + GAP;
  for (const { name, levels } of groups) {
    rows.push(line(COLUMNS.name, y - 15 - GAP / 2, WIDTH - 24, y - 15 - GAP / 2));
    rows.push(words(COLUMNS.name, y, name, { 'font-weight': 600 }));
    for (const level of levels) {
      rows.push(words(COLUMNS.level, y, level.name), weightBar(scale, level.weight, y));
      rows.push(chanceBar(COLUMNS.m, level.m, y, COLOURS.green), chanceBar(COLUMNS.u, level.u, y, COLOURS.muted));
      y += ROW;
    }
    y += GAP;
  }
  const bottom = y - GAP;
  const frame = { width: WIDTH, height: bottom + 24, title: `Match weights of model ${model.version}`, notes };
  return drawing(frame, ...heads(scale, top - 32, bottom), ...rows);
}

function levelsOf(model: Model): { name: string; levels: Level[] }[] {
  const { stranger } = weightTables(model);
  return COMPARISONS.flatMap(({ name, levels }, place) => {
    if (model.learnedFrom[place] === 0) return [];
    const described = levels.map((level, index) => ({
      name: level.toLowerCase(),
      weight: stranger[place]![index + 1]!,
      m: model.m[place]![index]!,
      u: model.u[place]![index]!,
    }));
    return [{ name, levels: described }];
  });
}

function heads(scale: Scale, top: number, bottom: number): string[] {
  const head = { 'font-weight': 600, fill: COLOURS.muted };
  return [
    words(COLUMNS.name, top, 'comparison', head),
    words(COLUMNS.level, top, 'level', head),
    words(scale.at(0), top - 18, 'weight in bits', { ...head, 'text-anchor': 'middle' }),
    words(COLUMNS.m[0], top, 'm, one person', head),
    words(COLUMNS.u[0], top, 'u, strangers', head),
    ...scale.ticks.flatMap((tick) => [
      line(scale.at(tick), top + 6, scale.at(tick), bottom, tick === 0 ? { stroke: COLOURS.muted } : {}),
      words(scale.at(tick), top + 2, signed(tick, scale.decimals), { 'text-anchor': 'middle', fill: COLOURS.muted }),
    ]),
  ];
}

function weightBar(scale: Scale, weight: number, y: number): string {
  const end = scale.at(weight);
  const beyond = weight < 0 ? -4 : 4;
  return [
    bar(scale.at(0), end, y - 11, 14, weight < 0 ? COLOURS.orange : COLOURS.blue),
    words(end + beyond, y, signed(weight, 1), { ...HALO, 'text-anchor': weight < 0 ? 'end' : 'start' }),
  ].join('');
}

function chanceBar([from, to]: readonly [number, number], value: number, y: number, colour: string): string {
  const end = from + value * (to - from);
  return bar(from, end, y - 11, 14, colour) + words(end + 4, y, chance(value));
}

/** A chance with two digits that tell something: `0.82`, `0.0031`, `4.7e−6`. */
function chance(value: number): string {
  if (value > 0.9999) return value === 1 ? '1' : '>0.9999';
  if (value >= 0.995) return value.toFixed(4);
  if (value >= 0.001) return String(Number(value.toPrecision(2)));
  return value.toExponential(1).replace('-', '−');
}
