import type { KeyWork } from '../../hub/key-work.ts';
import { type Count, countKeys } from '../../keys/rewrap.ts';
import { type Epoch, type Holder, listEpochs, listHolders } from '../../keys/store.ts';

/** A wrapping key, with what it wraps and who has it. */
export interface EpochLine {
  id: string;
  state: 'WAITING' | 'CURRENT' | 'RETIRED' | 'DESTROYED' | 'UNKNOWN';
  createdAt: Date | null;
  currentAt: Date | null;
  retiredAt: Date | null;
  destroyedAt: Date | null;
  /** By subgraph. */
  keys: Record<string, number>;
  /** Machines with a running process that can open with it. */
  hosts: string[];
}

/** All wrapping keys, and those that nobody knows of and something is wrapped with. */
export async function describeEpochs({ sql, tables }: KeyWork): Promise<EpochLine[]> {
  const [epochs, holders] = [await listEpochs(sql), await listHolders(sql)];
  const counts: Count[] = [];
  for (const table of tables) counts.push(...(await countKeys(table)));
  const known = epochs.map((epoch) => lineOf(epoch, stateOf(epoch), counts, holders));
  const strange = [...new Set(counts.map(({ epoch }) => epoch))].filter((id) => !epochs.some((one) => one.id === id));
  const none = { createdAt: null, currentAt: null, retiredAt: null, destroyedAt: null };
  return [...known, ...strange.map((id) => lineOf({ id, ...none }, 'UNKNOWN', counts, holders))];
}

/** The same as a table. */
export function printEpochs(lines: readonly EpochLine[]): string {
  const rows = lines.map(({ id, state, currentAt, retiredAt, destroyedAt, keys }) => {
    const total = Object.values(keys).reduce((sum, count) => sum + count, 0);
    const of = Object.entries(keys).map(([schema, count]) => `${schema} ${count}`);
    const wraps = total === 0 ? 'nothing' : `${total} keys: ${of.join(', ')}`;
    const times = [currentAt, retiredAt, destroyedAt].map((at) => at?.toISOString().slice(0, 16) ?? '-');
    return [id, state.toLowerCase(), ...times, wraps];
  });
  const table = [['key', 'state', 'in use from', 'until', 'destroyed', 'wraps'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function lineOf(
  {
    id,
    createdAt,
    currentAt,
    retiredAt,
    destroyedAt,
  }: Pick<EpochLine, 'id' | 'createdAt' | 'currentAt' | 'retiredAt' | 'destroyedAt'>,
  state: EpochLine['state'],
  counts: readonly Count[],
  holders: readonly Holder[],
): EpochLine {
  const own = counts.filter(({ epoch }) => epoch === id);
  const hosts = new Set(holders.filter(({ epochs }) => epochs.includes(id)).map(({ host }) => host));
  const keys = Object.fromEntries(own.map(({ schema, keys: count }) => [schema, count]));
  return { id, state, createdAt, currentAt, retiredAt, destroyedAt, keys, hosts: [...hosts] };
}

function stateOf({ currentAt, retiredAt, destroyedAt }: Epoch): EpochLine['state'] {
  if (destroyedAt) return 'DESTROYED';
  if (retiredAt) return 'RETIRED';
  return currentAt ? 'CURRENT' : 'WAITING';
}
