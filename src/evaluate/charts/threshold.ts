import type { Policy } from '../../resolution/score/model.ts';
import type { EvaluationReport } from '../report.ts';
import type { Point } from '../sweep.ts';
import { type Scale, linear } from './scale.ts';
import { COLOURS, type Attributes, contentTop, drawing, element, line, words } from './svg.ts';

const [WIDTH, HEIGHT, LEFT, RIGHT] = [980, 560, 84, 850];

/** The lines: precision is dashed and F1 thick, so that they can be told apart without colour too. */
const CURVES = [
  { of: 'precision', name: 'precision', colour: COLOURS.blue, dashes: '7 4', width: 2 },
  { of: 'recall', name: 'recall', colour: COLOURS.orange, dashes: undefined, width: 2 },
  { of: 'f1', name: 'F1', colour: COLOURS.green, dashes: undefined, width: 3.5 },
] as const;

/** Precision, recall and F1 of the linked pairs, had another weight been the least for a link. */
export function drawThreshold(points: readonly Point[], policy: Policy, { pairs }: EvaluationReport): string {
  const notes = [
    'Pairs linked directly, were another weight needed for a link. What a rule needs moves along, vetoes stay, and groups are not made yet.',
    `With the chosen threshold, and once groups are made: precision ${share(pairs.precision)}, recall ${share(pairs.recall)}, F1 ${share(pairs.f1)}.`,
  ];
  const top = contentTop({ notes }) + 24;
  const bottom = HEIGHT - 60;
  const x = linear([points[0]!.threshold, points.at(-1)!.threshold], [LEFT, RIGHT], 10);
  const least = Math.min(0.95, ...points.flatMap((point) => CURVES.map(({ of }) => point[of] ?? 1)));
  const y = linear([least, 1], [bottom, top], 8);
  return drawing(
    { width: WIDTH, height: HEIGHT, title: 'Precision, recall and F1 of pairs by link threshold', notes },
    ...axes(x, y, top, bottom),
    marker(x, top, bottom, policy.link, 'link', { stroke: COLOURS.ink, 'stroke-width': 1.5 }),
    marker(x, top, bottom, policy.review, 'ask', { stroke: COLOURS.muted, 'stroke-dasharray': '2 3' }),
    ...CURVES.map(({ of, colour, dashes, width }) =>
      element('polyline', {
        points: points.flatMap((point) => pointOf(x, y, point.threshold, point[of])).join(' '),
        fill: 'none',
        stroke: colour,
        'stroke-width': width,
        'stroke-dasharray': dashes,
        'stroke-linejoin': 'round',
      }),
    ),
    ...legend(top),
  );
}

function pointOf(x: Scale, y: Scale, threshold: number, value: number | null): string[] {
  return value === null ? [] : [`${x.at(threshold).toFixed(1)},${y.at(value).toFixed(1)}`];
}

function axes(x: Scale, y: Scale, top: number, bottom: number): string[] {
  const middle = (top + bottom) / 2;
  const quiet: Attributes = { fill: COLOURS.muted };
  return [
    ...x.ticks.flatMap((tick) => [
      line(x.at(tick), top, x.at(tick), bottom),
      words(x.at(tick), bottom + 18, tick.toFixed(x.decimals).replace('-', '−'), { ...quiet, 'text-anchor': 'middle' }),
    ]),
    ...y.ticks.flatMap((tick) => [
      line(LEFT, y.at(tick), RIGHT, y.at(tick)),
      words(LEFT - 8, y.at(tick) + 4, tick.toFixed(y.decimals), { ...quiet, 'text-anchor': 'end' }),
    ]),
    words((LEFT + RIGHT) / 2, bottom + 42, 'least match weight for a link, in bits', { 'text-anchor': 'middle' }),
    words(30, middle, 'share', { 'text-anchor': 'middle', transform: `rotate(-90 30 ${middle})` }),
  ];
}

function marker(x: Scale, top: number, bottom: number, weight: number, name: string, attributes: Attributes): string {
  const place = x.at(weight);
  return (
    line(place, top - 6, place, bottom, attributes) +
    words(place, top - 10, `${name} ${weight.toFixed(1).replace('-', '−')}`, { 'text-anchor': 'middle' })
  );
}

function legend(top: number): string[] {
  return CURVES.flatMap(({ name, colour, dashes, width }, index) => {
    const y = top + 12 + index * 22;
    const stroke = { stroke: colour, 'stroke-width': width, 'stroke-dasharray': dashes };
    return [line(RIGHT + 20, y, RIGHT + 52, y, stroke), words(RIGHT + 58, y + 4, name)];
  });
}

function share(value: number | null): string {
  return value === null ? 'none' : value.toFixed(4);
}
