import { type Checkpoint, type NoteKey, readCheckpoint, readNote, signersOf } from '../note.ts';
import { Frontier } from '../tree/frontier.ts';
import { HASH_BYTES, hashLeaf, rootOfFull } from '../tree/hash.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import { Climb } from './climb.ts';
import { explain } from './explain.ts';
import type { Bundle, LogSource, SignedNote } from './source.ts';
import { type Finding, type Verdict, finding } from './verdict.ts';

/** What a log is held against. */
export interface VerifyOptions {
  /** The keys of the log. What others signed counts for nothing. */
  keys: readonly NoteKey[];
  /** A checkpoint that was kept where nobody could change it, signed by one of the keys. */
  kept?: Checkpoint | undefined;
  /** Called now and then with how many entries were verified, of how many. */
  progress?: ((verified: number, size: number) => void) | undefined;
}

/** Bundles that are read at once. */
const READ_BUNDLES = 32;

/**
 * Verifies a log from its first entry: every entry against its stored hash, every hash against those above it, and the root at
 * every checkpoint against what was signed. Ends with the first thing that is wrong.
 */
export async function verifyLog(source: LogSource, options: VerifyOptions): Promise<Verdict> {
  const { keys, kept } = options;
  const { note, count } = await source.head();
  const newest = readSigned(note, keys);
  const size = newest?.size ?? (note === undefined ? 0 : count);
  const verdict = (found: Finding | undefined): Verdict => ({
    size,
    origin: newest?.origin,
    root: newest?.root.toString('base64'),
    from: kept?.size,
    finding: found,
  });
  const found = await new Verification(source, options, { size, isSigned: newest !== undefined }).run();
  if (found) return verdict(found);
  if (note !== undefined && !newest) return verdict(finding('CHECKPOINT_CHANGED', Math.max(0, size - 1)));
  if (kept && kept.size > size) return verdict(finding('ROLLED_BACK', size, kept.size - 1));
  return verdict(count > size ? finding('INSERTED', size, count - 1) : undefined);
}

/** What stands in a note that one of the keys signed. */
export function readSigned(note: string | undefined, keys: readonly NoteKey[]): Checkpoint | undefined {
  const parts = note === undefined ? undefined : readNote(note);
  const checkpoint = parts && signersOf(parts, keys).length > 0 ? readCheckpoint(parts.text) : undefined;
  return checkpoint && keys.some(({ name }) => name === checkpoint.origin) ? checkpoint : undefined;
}

/** What the root of the log must be at a size, unless that cannot be read; without a note, since somebody kept it. */
interface Rooted {
  size: number;
  root: Buffer | undefined;
  note?: string;
}

/** One run over a log. */
class Verification {
  readonly #source: LogSource;
  readonly #options: VerifyOptions;
  readonly #size: number;
  /** Whether what was signed last says how long the log is. */
  readonly #isSigned: boolean;
  readonly #frontier = new Frontier();
  readonly #climb: Climb;
  /** How long the log was at the last checkpoint that fits. */
  #good = 0;
  /** How long it was at the kept one, once that fits. */
  #keptFits = 0;
  /** What is wrong if the next checkpoint does not fit; where it does, only a stored hash is wrong. */
  #suspicion: Finding | undefined;

  constructor(source: LogSource, options: VerifyOptions, { size, isSigned }: { size: number; isSigned: boolean }) {
    this.#source = source;
    this.#options = options;
    this.#size = size;
    this.#isSigned = isSigned;
    this.#climb = new Climb(source);
  }

  async run(): Promise<Finding | undefined> {
    const step = READ_BUNDLES * TILE_WIDTH;
    let next = this.#read(0);
    // Whoever awaits it hears that it failed; where something else fails first, nobody does.
    next.catch(() => {});
    for (let start = 0; start < this.#size; start += step) {
      const { bundles, tiles, checkpoints } = await next;
      // Postgres reads while we compute.
      if (start + step < this.#size) {
        next = this.#read(start + step);
        next.catch(() => {});
      }
      const byNumber = new Map(bundles.map((bundle) => [bundle.number, bundle]));
      for (let number = start / TILE_WIDTH; number * TILE_WIDTH < Math.min(start + step, this.#size); number += 1) {
        const found = await this.#verifyBundle(
          number,
          byNumber.get(number),
          tiles.get(number) ?? Buffer.alloc(0),
          checkpoints,
        );
        if (found) {
          await next.catch(() => {});
          return found;
        }
      }
      this.#options.progress?.(Math.min(start + step, this.#size), this.#size);
    }
    await next;
    return this.#suspicion;
  }

  async #read(start: number): Promise<{ bundles: Bundle[]; tiles: Map<number, Buffer>; checkpoints: Rooted[] }> {
    const end = Math.min(start + READ_BUNDLES * TILE_WIDTH, this.#size);
    if (start >= end) return { bundles: [], tiles: new Map(), checkpoints: [] };
    const [bundles, tiles, notes] = await Promise.all([
      this.#source.read(start, end),
      this.#source.leafTiles(start / TILE_WIDTH, Math.ceil(end / TILE_WIDTH)),
      this.#source.notes(start, end),
    ]);
    return { bundles, tiles, checkpoints: this.#withKept(notes) };
  }

  async #verifyBundle(
    number: number,
    bundle: Bundle | undefined,
    stored: Buffer,
    checkpoints: readonly Rooted[],
  ): Promise<Finding | undefined> {
    const start = number * TILE_WIDTH;
    const width = Math.min(TILE_WIDTH, this.#size - start);
    const within = checkpoints.filter(({ size }) => size > start && size <= start + width);
    const bodies = bundle?.bodies ?? [];
    const isWhole = bodies.length === width && bundle?.first === start && bundle.last === start + width - 1;
    const leaves = bodies.map(hashLeaf);
    const isStored = isWhole && Buffer.concat(leaves).equals(stored.subarray(0, width * HASH_BYTES));
    if (!isStored) this.#suspicion ??= await explain(this.#source, start, width, stored);
    // Behind a gap nothing can be compared.
    if (!isWhole) return this.#suspicion ?? finding('REMOVED', start, start + width - 1);
    const found = await this.#compare(start, leaves, within);
    if (found) return found;
    if (width < TILE_WIDTH) return undefined;
    const root = rootOfFull(leaves);
    this.#frontier.push(root, 8);
    const differs = await this.#climb.push(root);
    if (differs) this.#suspicion ??= finding('CHANGED', differs.start, differs.end - 1);
    return undefined;
  }

  /** What stands in notes, by size, and the kept checkpoint among them. */
  #withKept(notes: readonly SignedNote[]): Rooted[] {
    const { kept } = this.#options;
    const stored = notes.map(({ size, note }) => {
      const checkpoint = readCheckpoint(readNote(note)?.text ?? '');
      return { size, root: checkpoint?.size === size ? checkpoint.root : undefined, note };
    });
    return [...stored, ...(kept ? [{ size: kept.size, root: kept.root }] : [])].toSorted((x, y) => x.size - y.size);
  }

  async #compare(
    start: number,
    leaves: readonly Buffer[],
    checkpoints: readonly Rooted[],
  ): Promise<Finding | undefined> {
    const growing = this.#frontier.clone();
    let at = start;
    for (const { size, root, note } of checkpoints) {
      for (; at < size; at += 1) growing.push(leaves[at - start]!);
      if (root && growing.root().equals(root)) {
        // The entries are as they were signed, so what is wrong is a hash.
        if (this.#suspicion && this.#suspicion.last < size)
          return finding('HASH_CHANGED', this.#suspicion.index, this.#suspicion.last);
        this.#good = size;
        if (note === undefined) this.#keptFits = size;
      } else if (note === undefined || readSigned(note, this.#options.keys)?.size === size) {
        return this.#suspicion ?? finding('CHANGED', await this.#lastSigned(), size - 1);
      } else if (!this.#suspicion && this.#isSigned) return finding('CHECKPOINT_CHANGED', size - 1);
    }
    return undefined;
  }

  /** How long the log was when it was last signed as it is. To judge every signature on the way would take longer than all else. */
  async #lastSigned(): Promise<number> {
    const step = READ_BUNDLES * TILE_WIDTH;
    for (let end = this.#good; end > this.#keptFits; end -= step) {
      const notes = await this.#source.notes(Math.max(end - step, this.#keptFits), end);
      const last = notes.findLast(({ size, note }) => readSigned(note, this.#options.keys)?.size === size);
      if (last) return last.size;
    }
    return this.#keptFits;
  }
}
