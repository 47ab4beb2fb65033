/** Colours that people who see colours differently can tell apart (Okabe and Ito), on white. */
export const COLOURS = {
  ink: '#1f2933',
  muted: '#52606d',
  grid: '#e4e7eb',
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#00795a',
} as const;

/** Attributes of an element; numbers are in pixels. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const FONT_SIZE = 12;

/** Keeps words legible where they stand on a line. */
export const HALO: Attributes = {
  stroke: '#ffffff',
  'stroke-width': 3,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
};

/** An element with what is in it. Attribute values are escaped; content is markup already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escape(typeof value === 'number' ? String(round(value)) : value)}"`],
  );
  const opening = `<${name}${written.join('')}`;
  return content.length === 0 ? `${opening}/>` : `${opening}>${content.join('')}</${name}>`;
}

/** Words at a place; `y` is their base line. */
export function words(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escape(text));
}

/** A line from one point to another. */
export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return element('line', { x1, y1, x2, y2, stroke: COLOURS.grid, ...attributes });
}

/** A bar between two places on one axis, whichever of them is first. */
export function bar(from: number, to: number, y: number, height: number, fill: string): string {
  return element('rect', { x: Math.min(from, to), y, width: Math.max(Math.abs(to - from), 1), height, fill });
}

/** What a whole drawing has beside its content. */
export interface Frame {
  width: number;
  height: number;
  title: string;
  /** Below the title, line by line, and what a screen reader reads. */
  notes: readonly string[];
}

/** Where the content of a drawing begins below its title and notes. */
export function contentTop({ notes }: Pick<Frame, 'notes'>): number {
  return 52 + notes.length * 18;
}

/** A whole SVG file, on white, with a title and a description for those who cannot see it. */
export function drawing({ width, height, title, notes }: Frame, ...content: readonly string[]): string {
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'title description',
      'font-family': 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif',
      'font-size': FONT_SIZE,
      fill: COLOURS.ink,
    },
    element('title', { id: 'title' }, escape(title)),
    element('desc', { id: 'description' }, escape(notes.join(' '))),
    element('rect', { width, height, fill: '#ffffff' }),
    words(24, 34, title, { 'font-size': 18, 'font-weight': 600 }),
    ...notes.map((note, index) => words(24, 56 + index * 18, note, { fill: COLOURS.muted })),
    ...content,
  );
  return `${svg.replaceAll('><', '>\n<')}\n`;
}

/** The text, cut to a width in pixels. Widths are guesses: every viewer has fonts of its own. */
export function shorten(text: string, width: number): string {
  let left = width;
  let kept = '';
  for (const character of text) {
    left -= (character.codePointAt(0)! > 0x10ff ? 1 : 0.58) * FONT_SIZE;
    if (left < 0) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return kept;
}

/** A number with so many decimals, and a true minus sign. */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** A whole number as people read it. */
export function counted(value: number): string {
  return value.toLocaleString('en-US');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Ids come from files: what XML 1.0 §2.2 does not allow becomes a replacement character. */
function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
