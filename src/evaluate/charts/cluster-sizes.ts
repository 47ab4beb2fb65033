import { logarithmic } from './scale.ts';
import { COLOURS, HALO, contentTop, counted, drawing, element, line, words } from './svg.ts';

const [WIDTH, HEIGHT, LEFT, RIGHT] = [980, 520, 108, 956];

/** Sizes of people, in records: each up to ten, then ranges. */
const SIZES: readonly { most: number; name: string }[] = [
  ...Array.from({ length: 10 }, (_, index) => ({ most: index + 1, name: String(index + 1) })),
  { most: 20, name: '11–20' },
  { most: 50, name: '21–50' },
  { most: 100, name: '51–100' },
  { most: 1000, name: '101–1000' },
  { most: Infinity, name: '>1000' },
];

/**
 * How many people have how many records, as found and in truth.
 * @param found by record, the name of its person as found
 * @param truth by record, who it is
 */
export function drawClusterSizes(found: readonly unknown[], truth: readonly unknown[]): string {
  const series = [
    { name: 'found', colour: COLOURS.blue, counts: countSizes(found) },
    { name: 'true', colour: COLOURS.orange, counts: countSizes(truth) },
  ];
  const used = 1 + SIZES.findLastIndex((_, place) => series.some(({ counts }) => counts[place]! > 0));
  const notes = [
    `${counted(sum(series[0]!.counts))} people found and ${counted(sum(series[1]!.counts))} true ones, by how many records each has. The axis goes in powers of ten.`,
  ];
  const top = contentTop({ notes }) + 40;
  const bottom = HEIGHT - 64;
  const y = logarithmic(Math.max(...series.flatMap(({ counts }) => counts)), [bottom, top]);
  const slot = (RIGHT - LEFT) / used;
  const width = Math.min(slot * 0.4, 64);
  const bars = series.flatMap(({ colour, counts }, which) =>
    counts.slice(0, used).flatMap((count, place) => {
      const x = LEFT + slot * (place + 0.5) + (which - 1) * width;
      return count === 0 ? [] : [{ x, top: y.at(count), count, colour }];
    }),
  );
  return drawing(
    { width: WIDTH, height: HEIGHT, title: 'People by number of records, found and true', notes },
    ...y.ticks.flatMap((tick) => [
      line(LEFT, y.at(tick), RIGHT, y.at(tick)),
      words(LEFT - 8, y.at(tick) + 4, counted(tick), { 'text-anchor': 'end', fill: COLOURS.muted }),
    ]),
    ...bars.map((bar) =>
      element('rect', { x: bar.x + 1, y: bar.top, width: width - 2, height: bottom - bar.top, fill: bar.colour }),
    ),
    ...bars.map((bar) =>
      words(bar.x + width / 2, bar.top - 5, short(bar.count, width), {
        ...HALO,
        'text-anchor': 'middle',
        'font-size': 11,
      }),
    ),
    line(LEFT, bottom, RIGHT, bottom, { stroke: COLOURS.muted }),
    ...SIZES.slice(0, used).map(({ name }, place) =>
      words(LEFT + slot * (place + 0.5), bottom + 18, name, { 'text-anchor': 'middle', fill: COLOURS.muted }),
    ),
    words((LEFT + RIGHT) / 2, bottom + 44, 'records of one person', { 'text-anchor': 'middle' }),
    words(28, (top + bottom) / 2, 'people', {
      'text-anchor': 'middle',
      transform: `rotate(-90 28 ${(top + bottom) / 2})`,
    }),
    ...series.flatMap(({ name, colour }, index) => [
      element('rect', { x: LEFT + index * 90, y: top - 36, width: 14, height: 14, fill: colour }),
      words(LEFT + index * 90 + 20, top - 24, name),
    ]),
  );
}

function countSizes(names: readonly unknown[]): number[] {
  const sizes = new Map<unknown, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  const counts = SIZES.map(() => 0);
  for (const size of sizes.values()) counts[SIZES.findIndex(({ most }) => size <= most)]! += 1;
  return counts;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** A count, as short as a bar of so many pixels is narrow. */
function short(count: number, width: number): string {
  if (count < 1000 || width > 40) return counted(count);
  const [value, unit] = count < 1_000_000 ? [count / 1000, 'k'] : [count / 1_000_000, 'M'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}${unit}`;
}
