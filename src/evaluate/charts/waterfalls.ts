import type { Waterfall } from '../../resolution/explain.ts';
import type { Policy } from '../../resolution/score/model.ts';
import type { Mistake } from '../mistakes.ts';
import { type Scale, linear } from './scale.ts';
import { COLOURS, HALO, bar, contentTop, counted, drawing, line, shorten, signed, words } from './svg.ts';

const [WIDTH, LABELS, LEFT, RIGHT, ROW] = [980, 24, 400, 920, 22];

/** Bits below which a part is left out. */
const LEAST = 0.05;

/** Which pairs a chart shows, and what it says of them. */
export interface Panels {
  title: string;
  /** What pairs these are. */
  note: string;
  mistakes: readonly Mistake[];
  policy: Policy;
}

/** How each of some pairs came to its weight, from the prior down. Names records by file and external id, and shows no value. */
export function drawWaterfalls({ title, note, mistakes, policy }: Panels): string {
  const notes =
    mistakes.length === 0
      ? ['There is none.']
      : [
          note,
          `Dashed: the link threshold, ${policy.link.toFixed(1)} bits. Comparisons that weigh less than ${LEAST} bits are left out.`,
        ];
  let y = contentTop({ notes }) + 16;
  const falls = mistakes.map(({ waterfall }) => stepsOf(waterfall));
  const ends = falls.flatMap((steps) => steps.flatMap(({ from, to }) => [from, to]));
  const scale = linear([Math.min(0, ...ends), Math.max(0, policy.link, ...ends)], [LEFT, RIGHT], 8);
  const panels = mistakes.map((mistake, index) => {
    const drawn = drawPanel(mistake, falls[index]!, scale, policy, y);
    y = drawn.bottom + 40;
    return drawn.svg;
  });
  return drawing({ width: WIDTH, height: y, title, notes }, ...panels);
}

/** A bar of a waterfall. */
interface Fall {
  text: string;
  from: number;
  to: number;
  /** Whether it is a sum rather than a part. */
  total: boolean;
}

function stepsOf({ prior, steps, household, weight }: Waterfall): Fall[] {
  const parts = [
    { text: 'prior: two random records', bits: prior },
    ...steps.map((step) => ({ text: step.text.split(':')[0]!, bits: step.weight + step.rarityAdjustment })),
    { text: 'members of one household agree too', bits: household },
  ].filter(({ bits }) => Math.abs(bits) >= LEAST);
  let reached = 0;
  const falls = parts.map(({ text, bits }) => {
    const from = reached;
    reached += bits;
    return { text, from, to: reached, total: false };
  });
  return [...falls, { text: 'match weight', from: 0, to: weight, total: true }];
}

function drawPanel(
  { one, other, waterfall }: Mistake,
  falls: readonly Fall[],
  scale: Scale,
  policy: Policy,
  top: number,
): { svg: string; bottom: number } {
  const first = top + 46;
  const bottom = first + falls.length * ROW - 8;
  const rows = falls.map(({ text, from, to, total }, index) => {
    const y = first + index * ROW;
    const colour = total ? COLOURS.ink : to < from ? COLOURS.orange : COLOURS.blue;
    const right = Math.max(scale.at(from), scale.at(to));
    return [
      words(LABELS, y + 6, shorten(text, LEFT - LABELS - 20), total ? { 'font-weight': 600 } : {}),
      bar(scale.at(from), scale.at(to), y - 5, 14, colour),
      words(right + 5, y + 6, signed(total ? to : to - from, 1), { ...HALO, ...(total && { 'font-weight': 600 }) }),
    ].join('');
  });
  const axis = scale.ticks.map(
    (tick) =>
      line(scale.at(tick), first - 10, scale.at(tick), bottom, tick === 0 ? { stroke: COLOURS.muted } : {}) +
      words(scale.at(tick), bottom + 15, signed(tick, scale.decimals), {
        'text-anchor': 'middle',
        fill: COLOURS.muted,
      }),
  );
  const link = line(scale.at(policy.link), first - 10, scale.at(policy.link), bottom, {
    stroke: COLOURS.ink,
    'stroke-dasharray': '5 3',
  });
  return {
    svg: [
      words(LABELS, top, shorten(`${one} and ${other}`, RIGHT - LABELS), { 'font-size': 14, 'font-weight': 600 }),
      words(LABELS, top + 20, verdictOf(waterfall), { fill: COLOURS.muted }),
      ...axis,
      words(RIGHT + 22, bottom + 15, 'bits', { fill: COLOURS.muted }),
      link,
      ...rows,
    ].join(''),
    bottom: bottom + 20,
  };
}

const VERDICTS = { LINK: 'linked', REVIEW: 'asked about', APART: 'kept apart' } as const;

function verdictOf({ verdict, rule, veto, weight, probability }: Waterfall): string {
  const reasons = [rule && `rule ${rule}`, veto && `veto ${veto}`].filter(Boolean);
  const because = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
  return `${VERDICTS[verdict]}${because}; ${signed(weight, 1)} bits, probability ${chance(probability)}`;
}

/** A probability as far as it differs from 0 and 1. */
function chance(value: number): string {
  if (value > 0.0001 && value < 0.9999) return value.toFixed(4);
  return value < 0.5 ? 'below 0.0001' : 'above 0.9999';
}

/** How many pairs there are, and how many of them are shown. */
export function shownOf(shown: number, all: number, what: string): string {
  return shown === all ? `${counted(all)} ${what}.` : `The worst ${shown} of ${counted(all)} ${what}.`;
}
