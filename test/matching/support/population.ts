import { invent } from '../../../src/generate/population.ts';
import type { SystemName } from '../../../src/generate/options.ts';
import type { Said } from './world.ts';

const SYSTEMS: readonly SystemName[] = ['crm', 'hr', 'onboarding', 'support'];
const two = (number: number): string => String(number).padStart(2, '0');

/** Records of invented people as their systems would send them: with twins, households, slips, moves and placeholders. */
export function inventRecords(people: number, seed: number): { system: string; said: Said }[] {
  return [...invent(people, SYSTEMS, seed)].map(({ system, written: w }, place) => {
    const present = (value: string): string | undefined => value || undefined;
    const said: Said = {
      externalId: `g${place}`,
      name: { given: present(w.given), family: present(w.family), suffix: present(w.suffix) },
      ...(w.birth ? { birthDate: `${w.birth.year}-${two(w.birth.month)}-${two(w.birth.day)}` } : {}),
      ...(/^[^@\s]+@[^@\s]+\.[a-z]+$/.test(w.email) ? { emails: [{ value: w.email }] } : {}),
      ...(w.line && w.country
        ? {
            addresses: [
              {
                lines: [w.line],
                locality: present(w.city),
                region: present(w.region),
                postalCode: present(w.postcode),
                country: w.country,
              },
            ],
          }
        : {}),
    };
    // Support desks own neither names nor dates.
    const name = SYSTEMS[system]!;
    if (name !== 'support') return { system: name, said };
    const { name: _, birthDate: __, ...rest } = said;
    return {
      system: said['emails'] || said['addresses'] ? name : 'crm',
      said: said['emails'] || said['addresses'] ? rest : said,
    };
  });
}
