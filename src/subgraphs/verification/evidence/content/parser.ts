import { Unfit, broken } from './unfit.ts';

/**
 * What a parser wants next of a file that comes in pieces: some bytes, to pass over some, or nothing but the end.
 * With `orEnd` the file may end here.
 */
export type Want = { take: number; orEnd?: boolean } | { skip: number } | 'rest';

/** Reads a file's structure. It gets the bytes that it took; nothing for what it skipped, or when the file ended. */
export type Parser<Result = void> = Generator<Want, Result, Buffer | undefined>;

/** Gives a parser what it wants. */
export interface Feeder {
  /** @throws Unfit as the parser does, or when something comes behind its end */
  push(chunk: Buffer): void;
  /** @throws Unfit when the parser wants more */
  end(): void;
}

/** Longest piece that a parser may take, so that a length in a file cannot claim memory. */
const MAX_TAKE = 65_536;

/** Takes `count` bytes. */
export function* take(count: number): Parser<Buffer> {
  return (yield { take: count })!;
}

/** Passes over `count` bytes. */
export function* skip(count: number): Parser {
  if (count > 0) yield { skip: count };
}

/** Runs a parser over a file that comes in pieces, holding no more of it than the parser takes at once. */
export function feed(parser: Parser): Feeder {
  let state = parser.next();
  let held: Buffer[] = [];
  let count = 0;
  const advance = (bytes: Buffer | undefined): void => {
    held = [];
    count = 0;
    state = parser.next(bytes);
  };
  return {
    push(chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        if (state.done) throw new Unfit('POLYGLOT', 'Expected nothing behind the end of the file.');
        if (state.value === 'rest') return;
        const length = 'take' in state.value ? state.value.take : state.value.skip;
        if ('take' in state.value && length > MAX_TAKE) throw broken('a part that is too long');
        const piece = rest.subarray(0, length - count);
        rest = rest.subarray(piece.length);
        count += piece.length;
        if ('take' in state.value) held.push(piece);
        if (count === length) advance('take' in state.value ? Buffer.concat(held) : undefined);
      }
    },
    end() {
      if (!state.done && state.value !== 'rest') {
        if (!('orEnd' in state.value) || count > 0) throw broken('an end in the middle');
        advance(undefined);
      }
    },
  };
}
