import { fault } from '../../../kernel/faults.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanText } from '../../../kernel/input/text.ts';
import type { PersonValues } from '../../../resolution/values.ts';
import { cleanDate } from '../intake/dates.ts';
import { wordsOf } from '../../../resolution/standardise/ascii.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';
import type { SearchInput } from '../schema.generated.ts';
import { type Asked, nameWords } from './terms.ts';

/** What somebody is searched by, as text, and as a record that says no more. */
export interface Question {
  asked: Asked;
  comparable: Comparable;
}

/** Words of a name that count. */
const MAX_WORDS = 6;
/** Characters of an e-mail address and digits of a phone number from which on it is one, and no part. */
const WHOLE_PHONE = 7;

/** Reads what is known of somebody. Throws BAD_REQUEST with what was expected. */
export function readQuestion(input: SearchInput): Question {
  const problems = new Problems();
  const text = (path: keyof SearchInput): string => cleanText(problems, path, input[path]) ?? '';
  const name = text('name');
  const email = text('email').toLowerCase().replaceAll(' ', '');
  const digits = text('phone').replace(/\D/g, '');
  const [street, locality, postalCode] = [text('street'), text('locality'), text('postalCode')];
  const identifier = wordsOf(text('identifier')).join('');
  const birthDate = cleanDate(problems, 'birthDate', input.birthDate, undefined);
  const [problem] = problems.list;
  if (problem) throw fault({ code: 'BAD_REQUEST', public: `input.${problem.path}: ${problem.message}` });
  const comparable = standardise(valuesOf({ name, email, digits, birthDate, street, locality, postalCode }));
  const [place] = comparable.places;
  const asked: Asked = {
    words: nameWords(name).slice(0, MAX_WORDS),
    birth: (birthDate ?? '').replaceAll('-', ''),
    email: atLeast(3, comparable.emails[0]?.text ?? email),
    phone: atLeast(4, digits),
    identifier: atLeast(4, identifier),
    street: atLeast(3, place?.street?.text ?? ''),
    locality: place?.locality?.text ?? '',
    postcode: place?.postcode?.text ?? '',
  };
  if (Object.values(asked).every(({ length }) => length === 0)) {
    throw fault({
      code: 'BAD_REQUEST',
      public:
        'input: expected a fact to search by: two letters of a name, three of an e-mail address, four of a number at least.',
    });
  }
  return { asked, comparable };
}

function valuesOf(given: {
  name: string;
  email: string;
  digits: string;
  birthDate: string | undefined;
  street: string;
  locality: string;
  postalCode: string;
}): PersonValues {
  const { name, email, digits, birthDate, street, locality, postalCode } = given;
  const place = street !== '' || locality !== '' || postalCode !== '';
  return {
    ...(name ? { name: { full: name } } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(email.includes('@') ? { emails: [{ value: email }] } : {}),
    ...(digits.length >= WHOLE_PHONE ? { phones: [{ value: digits }] } : {}),
    ...(place
      ? {
          addresses: [
            {
              lines: street ? [street] : [],
              ...(locality ? { locality } : {}),
              ...(postalCode ? { postalCode } : {}),
            },
          ],
        }
      : {}),
  };
}

function atLeast(length: number, text: string): string {
  return text.length < length ? '' : text;
}
