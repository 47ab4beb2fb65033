import { inventPerson } from '../population/people.ts';
import { sample } from '../population/random.ts';
import type { Write } from './record-mutation.ts';

/** Of ten writes: new records of new people, further records of people who are there, and changes of records that are there. */
const KINDS = ['new', 'new', 'known', 'new', 'new', 'change', 'new', 'known', 'new', 'known'] as const;

/**
 * Writes as a hub gets them day by day, in a population of so many people. Nobody is written to twice while there are people
 * enough, so the writes may go out in any order.
 *
 * @param seed another one gives other writes; from 1 on
 */
export function mixedWrites(count: number, people: number, seed: number): Write[] {
  const known = sample(
    Array.from({ length: people }, (_, number) => number),
    count,
    seed,
  );
  return Array.from({ length: count }, (_, place) => {
    const kind = KINDS[place % KINDS.length]!;
    const key = { idempotencyKey: `mixed-${seed}-${place}` };
    if (kind === 'new') return { source: 'crm', input: { ...inventPerson(place, seed).crm, ...key } };
    const { crm } = inventPerson(known[place % known.length]!);
    const phones = [{ value: `+4144${String(seed % 10)}${String(place % 1_000_000).padStart(6, '0')}` }];
    if (kind === 'change') return { source: 'crm', input: { externalId: crm.externalId, phones, ...key } };
    return { source: 'crm', input: { ...crm, externalId: `${crm.externalId}-${seed}-${place}`, phones, ...key } };
  });
}
