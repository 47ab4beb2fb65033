import type { InputField } from './document.ts';
import { isDay, isSafeNumber } from './facts.ts';

// What a cell may say. The engine knows more; left out is what reads the clock (`now`, `d()`, `date("now")`), what reads
// around the declared inputs (`$root`, `$nodes`), what loops (`map`, `#`), what makes text out of values (templates), and what
// can overflow: then the engine does not answer, it ends the whole process. So it is with a product, a quotient, a remainder
// by 0, a date moved by very much, and with numbers of too many digits (`isSafeNumber`).

/** Functions without a clock and without a loop. `d` makes a date and is looked at apart. */
const FUNCTIONS = new Set(
  'd len contains startsWith endsWith upper lower trim abs floor ceil round min max'.split(' '),
);
/** Methods of dates. Not among them: `isToday` and its like. */
const METHODS = new Set(
  'isBefore isAfter isSame isSameOrBefore isSameOrAfter add sub diff year month day weekday startOf endOf'.split(' '),
);
/** In days, months or years of a date. */
const MOVE_MAX = 1_000;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'true', 'false']);
/** Names that mean something in a cell, so no input can have them. */
export const RESERVED: ReadonlySet<string> = new Set([...FUNCTIONS, ...KEYWORDS, 'null']);

const TOKEN =
  /\s*(?:(?<text>"[^"\\]*"|'[^'\\]*')|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_$]\w*)|(?<symbol>==|!=|<=|>=|\.\.|[<>()[\],.+-]))/y;

interface Token {
  kind: 'text' | 'number' | 'name' | 'symbol';
  /** Without quotes. */
  text: string;
}

/** The types of what a cell may read, by name. */
export type Fields = Readonly<Record<string, InputField>>;

/** A cell that says only what it may. */
export interface ReadCell {
  /** The inputs that it reads beside its column's own. */
  reads: string[];
}

/** Reads the cell of an input column; answers what is wrong with it as text. */
export function readCell(cell: string, own: InputField, fields: Fields): ReadCell | string {
  const tokens = tokensOf(cell);
  if (typeof tokens === 'string') return tokens;
  const reads = new Set<string>();
  let calls = false;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'name') continue;
    const before = tokens[index - 1]?.text;
    const isCall = tokens[index + 1]?.text === '(' && tokens[index + 1]?.kind === 'symbol';
    if (before === '.' && tokens[index - 1]?.kind === 'symbol') {
      if (!isCall || !METHODS.has(text)) return `A cell cannot use .${text}.`;
      if ((text === 'add' || text === 'sub') && !isMove(tokens.slice(index + 2, index + 6))) {
        return `Expected ${text}(number, "day"), with a number of at most ${MOVE_MAX}.`;
      }
    } else if (isCall && !KEYWORDS.has(text)) {
      if (!FUNCTIONS.has(text)) return `A cell cannot call ${text}.`;
      if (text === 'd' && !isDate(tokens.slice(index + 2, index + 4), own, fields)) {
        return 'Expected a date in d(…): $ or another input of type date, or a day such as "2026-03-01".';
      }
      calls = true;
    } else if (text !== '$' && !KEYWORDS.has(text)) {
      if (!Object.hasOwn(fields, text)) return `There is no input ${text}.`;
      reads.add(text);
    }
  }
  // What is compared with a value of another type is never equal, and nobody is told.
  const strange = calls || reads.size > 0 ? undefined : tokens.find((token) => !fits(token, own));
  return strange ? `Expected ${wanted(own)}, not ${strange.text}.` : { reads: [...reads] };
}

/** The value of an output cell: text, a number, true or false; or a list of texts. Undefined when it is none. */
export function readLiteral(cell: string): string | number | boolean | string[] | undefined {
  const tokens = tokensOf(cell);
  if (typeof tokens === 'string') return undefined;
  const [first, second] = tokens;
  if (tokens.length === 1) return valueOf(first!);
  if (tokens.length === 2 && first!.text === '-' && second!.kind === 'number') return -Number(second!.text);
  const isList =
    first?.kind === 'symbol' &&
    first.text === '[' &&
    tokens.at(-1)!.text === ']' &&
    tokens.length % 2 === 1 &&
    tokens.slice(1, -1).every(({ kind, text }, index) => (index % 2 === 0 ? kind === 'text' : text === ','));
  return isList ? tokens.filter(({ kind }) => kind === 'text').map(({ text }) => text) : undefined;
}

function valueOf({ kind, text }: Token): string | number | boolean | undefined {
  if (kind === 'text') return text;
  if (kind === 'number') return Number(text);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function tokensOf(cell: string): Token[] | string {
  const tokens: Token[] = [];
  const end = cell.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(cell)?.groups;
    if (!groups) return `A cell cannot have ${JSON.stringify(cell.slice(at).trimStart().charAt(0))}.`;
    const [kind, text] = Object.entries(groups).find(([, found]) => found !== undefined) as [Token['kind'], string];
    if (kind === 'number' && !isSafeNumber(Number(text)))
      return 'Expected numbers up to 1e12, not nearer to 0 than 1e-9.';
    tokens.push({ kind, text: kind === 'text' ? text.slice(1, -1) : text });
  }
  return tokens;
}

/** Whether the argument of `d` is a day: no time zone, of which `d` makes the current moment, and nothing at all, likewise. */
function isDate([argument, end]: readonly Token[], own: InputField, fields: Fields): boolean {
  if (argument === undefined || end?.text !== ')') return false;
  if (argument.kind === 'text') return isDay(argument.text);
  const field = argument.text === '$' ? own : Object.hasOwn(fields, argument.text) ? fields[argument.text] : undefined;
  return argument.kind === 'name' && field?.type === 'date';
}

/** Whether the arguments of `add` or `sub` are a small number and a unit. */
function isMove([amount, comma, unit, end]: readonly Token[]): boolean {
  const isSmall = amount?.kind === 'number' && Number(amount.text) <= MOVE_MAX;
  return isSmall && comma?.text === ',' && unit?.kind === 'text' && end?.text === ')';
}

function fits({ kind, text }: Token, own: InputField): boolean {
  const isTruth = kind === 'name' && (text === 'true' || text === 'false');
  if (isTruth) return own.type === 'boolean';
  if (kind === 'number') return own.type === 'number';
  if (kind !== 'text') return true;
  return (
    own.type === 'string' || (own.type === 'enum' && own.values.includes(text)) || (own.type === 'date' && isDay(text))
  );
}

function wanted(own: InputField): string {
  switch (own.type) {
    case 'number':
      return 'numbers';
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'texts';
    case 'date':
      return 'days';
    case 'enum':
      return `one of ${own.values.slice(0, 20).join(', ')}`;
  }
}
