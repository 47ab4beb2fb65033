import type { PersonValues } from '../values.ts';
import { type Place, standardiseAddress } from './addresses.ts';
import { wordsOf } from './ascii.ts';
import { type EmailForm, standardiseEmail, standardisePhone } from './contacts.ts';
import { type Birth, standardiseBirth } from './dates.ts';
import { type NumberForm, standardiseIdentifier } from './identifiers.ts';
import { type NameForm, standardiseNames } from './names.ts';
import { type Term, termOf } from './term.ts';

export type { Birth, EmailForm, NameForm, NumberForm, Place, Term };

/** What is compared of a record. */
export interface Comparable {
  names: readonly NameForm[];
  birth: Birth | undefined;
  gender: string | undefined;
  emails: readonly EmailForm[];
  phones: readonly Term[];
  places: readonly Place[];
  numbers: readonly NumberForm[];
  employer: Term | undefined;
}

/** Items of one kind that are compared; a record with more repeats itself, and a pair must cost a bounded time. */
const MAX_ITEMS = 8;

/** The values of a record in comparable form. Pure; frequencies are added by `prepare`. */
export function standardise(values: PersonValues): Comparable {
  return {
    names: standardiseNames([...(values.name ? [values.name] : []), ...(values.otherNames ?? [])]),
    birth: values.birthDate === undefined ? undefined : standardiseBirth(values.birthDate),
    gender: values.gender,
    emails: distinct(values.emails ?? [], (email) => standardiseEmail(email.value)),
    phones: distinct(values.phones ?? [], (phone) => standardisePhone(phone.value)),
    places: (values.addresses ?? []).slice(0, MAX_ITEMS).flatMap((address) => standardiseAddress(address) ?? []),
    numbers: distinct(values.identifiers ?? [], standardiseIdentifier),
    employer: values.employer ? termOf(wordsOf(values.employer.name).join('').slice(0, 64)) : undefined,
  };
}

function distinct<In, Out extends Term>(items: readonly In[], read: (item: In) => Out | undefined): Out[] {
  const found = new Map<string, Out>();
  for (const item of items) {
    const form = read(item);
    if (form && form.text !== '' && !found.has(form.text)) found.set(form.text, form);
    if (found.size === MAX_ITEMS) break;
  }
  return [...found.values()];
}
