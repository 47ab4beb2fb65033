import { mulberry32 } from '../../../src/generate/random.ts';
import type { PersonValues } from '../../../src/resolution/values.ts';
import type { LabelledSet } from './sets.ts';

/** A set made harder, or with other columns. The same every time. */
export type Variant = (set: LabelledSet) => LabelledSet;

function without(...fields: (keyof PersonValues)[]): Variant {
  return (set) =>
    change(set, (values) =>
      Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field as keyof PersonValues))),
    );
}

function change(set: LabelledSet, edit: (values: PersonValues) => PersonValues): LabelledSet {
  return { ...set, values: set.values.map((values) => edit(structuredClone(values))) };
}

const KEYS = 'abcdefghijklmnopqrstuvwxyz';

/** One insertion, deletion, substitution or swap of neighbours. */
function slip(text: string, random: () => number): string {
  if (text.length < 2) return text;
  const at = Math.floor(random() * (text.length - 1));
  const letter = /\d/.test(text[at]!) ? String(Math.floor(random() * 10)) : KEYS[Math.floor(random() * 26)]!;
  const kind = Math.floor(random() * 4);
  if (kind === 0) return text.slice(0, at) + letter + text.slice(at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1);
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
}

/** Each text gets a slip more with the given chance; each field is lost with a third of it. */
function typos(rate: number): Variant {
  return (set) => {
    const random = mulberry32(7);
    const mistype = (text: string): string => (random() < rate ? slip(text, random) : text);
    const edit = (value: unknown): unknown => {
      if (typeof value === 'string') return mistype(value);
      if (Array.isArray(value)) return value.map(edit);
      if (value && typeof value === 'object') {
        return Object.fromEntries(
          Object.entries(value).map(([key, part]) => [
            key,
            key === 'type' || key === 'country' || key === 'script' || key === 'full' ? part : edit(part),
          ]),
        );
      }
      return value;
    };
    return change(set, (values) =>
      Object.fromEntries(
        Object.entries(values)
          .filter(() => random() > rate / 3)
          .map(([key, value]) => [key, key === 'gender' ? value : edit(value)]),
      ),
    );
  };
}

/**
 * Relatives for a share of the people: another person at the same address and phone with the same family name; one in twenty a
 * twin with the same birth date, one in twenty with the same given name.
 */
function relatives(share: number): Variant {
  return (set) => {
    const random = mulberry32(11);
    const people = new Map<string, number[]>();
    set.truth.forEach((person, index) => people.set(person, [...(people.get(person) ?? []), index]));
    const added: LabelledSet = { ...set, values: [...set.values], truth: [...set.truth], ids: [...set.ids] };
    for (const [person, indexes] of people) {
      if (random() >= share) continue;
      const fate = random();
      const [name, birth] = [0, 0].map(() => set.values[Math.floor(random() * set.values.length)]!) as [
        PersonValues,
        PersonValues,
      ];
      for (const index of indexes) {
        const values = structuredClone(set.values[index]!);
        if (values.name && fate > 0.05) {
          const given = name.name?.given === values.name.given ? 'Quirin' : name.name?.given;
          if (given) values.name = { ...values.name, given, full: `${given} ${values.name.family ?? ''}`.trim() };
          else delete values.name.given;
        }
        if (fate <= 0.05 || fate > 0.1) {
          if (birth.birthDate && values.birthDate) values.birthDate = birth.birthDate;
          else delete values.birthDate;
        }
        delete values.identifiers;
        delete values.emails;
        added.values.push(values);
        added.truth.push(`${person}-relative`);
        added.ids.push(`${set.ids[index]}-relative`);
      }
    }
    return added;
  };
}

const then =
  (...variants: readonly Variant[]): Variant =>
  (set) =>
    variants.reduce((changed, variant) => variant(changed), set);

/** The variants, by name. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  noId: without('identifiers'),
  noBirth: without('birthDate'),
  noIdNoBirth: without('identifiers', 'birthDate'),
  noIdNoAddress: without('identifiers', 'addresses'),
  noName: without('name', 'otherNames'),
  noEmail: without('emails'),
  noContacts: without('emails', 'phones'),
  noIdNoContacts: without('identifiers', 'emails', 'phones'),
  nameAddress: without('identifiers', 'birthDate', 'phones', 'emails', 'gender', 'employer'),
  nameBirth: without('identifiers', 'addresses', 'phones', 'emails', 'gender', 'employer'),
  typos10: typos(0.1),
  noIdTypos10: then(without('identifiers'), typos(0.1)),
  noIdTypos25: then(without('identifiers'), typos(0.25)),
  relatives: relatives(0.2),
  noIdRelatives: then(without('identifiers'), relatives(0.2)),
  noIdRelativesTypos10: then(without('identifiers'), relatives(0.2), typos(0.1)),
};
