import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '../../src/kernel/input/problems.ts';
import { type FactsInput, readFacts } from '../../src/subgraphs/person/intake/facts.ts';

const context = { now: new Date('2026-03-01T12:00:00Z'), defaultCountry: 'US' };

function read(input: FactsInput) {
  const problems = new Problems();
  const statements = readFacts(problems, '', input, context);
  const values = Object.fromEntries(statements.map(({ field, value }) => [field, value]));
  return {
    values,
    paths: problems.list.map(({ path }) => path),
    messages: problems.list.map(({ message }) => message),
  };
}

describe('what a source says is normalised', () => {
  test.each([
    [
      { name: { given: ' Ada ', family: 'Lovelace' } },
      'NAME',
      { full: 'Ada Lovelace', given: 'Ada', family: 'Lovelace', script: 'Latn' },
    ],
    [{ name: { full: '山田 太郎' } }, 'NAME', { full: '山田 太郎', script: 'Hani' }],
    [{ name: { full: 'やまだ 太郎' } }, 'NAME', { full: 'やまだ 太郎', script: 'Jpan' }],
    [{ name: { full: 'Анна Каренина', script: 'Cyrl' } }, 'NAME', { full: 'Анна Каренина', script: 'Cyrl' }],
    [{ name: { given: 'Zoe\u0308' } }, 'NAME', { full: 'Zoë', given: 'Zoë', script: 'Latn' }],
    [{ birthDate: '1980-05' }, 'BIRTH_DATE', '1980-05'],
    [{ birthDate: '2000-02-29' }, 'BIRTH_DATE', '2000-02-29'],
    [
      { emails: [{ value: ' Ada@EXAMPLE.com ', type: 'Work' }] },
      'EMAILS',
      [{ value: 'ada@example.com', type: 'work' }],
    ],
    [{ emails: [{ value: 'ada@bücher.example' }] }, 'EMAILS', [{ value: 'ada@xn--bcher-kva.example' }]],
    [{ phones: [{ value: '(202) 555-0143' }] }, 'PHONES', [{ value: '+12025550143' }]],
    [{ phones: [{ value: '+41 44 668 18 00' }] }, 'PHONES', [{ value: '+41446681800' }]],
    [{ phones: [{ value: '12 34' }] }, 'PHONES', [{ value: '1234' }]],
    [{ nationalities: ['che', 'Germany', 'DE'] }, 'NATIONALITIES', ['CH', 'DE']],
    [
      { addresses: [{ lines: ['1 Main St'], country: 'USA', postalCode: 'ab1 2cd' }] },
      'ADDRESSES',
      [{ lines: ['1 Main St'], postalCode: 'AB1 2CD', country: 'US' }],
    ],
    [
      { identifiers: [{ type: 'driving licence', value: 'ab-12 34.5' }] },
      'IDENTIFIERS',
      [{ type: 'DRIVING_LICENCE', value: 'AB12345' }],
    ],
    [{ locale: 'de-ch' }, 'LOCALE', 'de-CH'],
    [{ timeZone: 'europe/zurich' }, 'TIME_ZONE', 'Europe/Zurich'],
    [{ extensions: { crm: { segment: 'gold' } } }, 'EXTENSIONS', { crm: { segment: 'gold' } }],
    [{ emails: [] }, 'EMAILS', []],
    [{ employer: null }, 'EMPLOYER', null],
  ] as [FactsInput, string, unknown][])('%j', (input, field, expected) => {
    expect(read(input)).toEqual({ values: { [field]: expected }, paths: [], messages: [] });
  });
});

describe('what is wrong comes back with its path', () => {
  test.each([
    [{ name: {} }, ['name']],
    [{ name: { given: 'A\u0000' } }, ['name.given']],
    [{ name: { given: 'x'.repeat(501) } }, ['name.given']],
    [{ name: { full: '\ud800' } }, ['name.full']],
    [{ name: { full: 'Ren\ufffd' } }, ['name.full']],
    [{ name: { full: 'Eve\u202egnp' } }, ['name.full']],
    [{ name: { full: '---' } }, ['name']],
    [{ name: { full: 'A', script: 'latin' } }, ['name.script']],
    [{ otherNames: [{ full: 'A' }, {}] }, ['otherNames.1']],
    [{ birthDate: '1980-02-30' }, ['birthDate']],
    [{ birthDate: '1980-13' }, ['birthDate']],
    [{ birthDate: '17.5.1980' }, ['birthDate']],
    [{ birthDate: '2999-01-01' }, ['birthDate']],
    [{ birthDate: '0001-01-01' }, ['birthDate']],
    [{ emails: [{ value: 'a@b.example' }, { value: 'nobody' }] }, ['emails.1.value']],
    [{ emails: [{ value: 'a b@example.com' }] }, ['emails.0.value']],
    [{ emails: [{ value: '' }] }, ['emails.0.value']],
    [{ phones: [{ value: 'call me' }] }, ['phones.0.value']],
    [{ nationalities: ['Atlantis'] }, ['nationalities.0']],
    [{ addresses: [{ country: 'CH' }] }, ['addresses.0']],
    [{ addresses: [{ lines: ['x'], country: 'Nowhere' }] }, ['addresses.0.country']],
    [{ identifiers: [{ type: '?', value: '1' }] }, ['identifiers.0.type']],
    [{ identifiers: [{ type: 'PASSPORT', value: '--' }] }, ['identifiers.0.value']],
    [
      { identifiers: [{ type: 'PASSPORT', value: '1', validFrom: '2020', validUntil: '2019' }] },
      ['identifiers.0.validUntil'],
    ],
    [{ employer: { department: 'x' } }, ['employer.name']],
    [{ locale: 'not a locale' }, ['locale']],
    [{ timeZone: 'Mars/Olympus' }, ['timeZone']],
    [{ extensions: 'gold' }, ['extensions']],
    [{ extensions: { crm: 'gold' } }, ['extensions.crm']],
    [{ extensions: { crm: { note: 'x'.repeat(20_000) } } }, ['extensions.crm.note']],
    [{ emails: Array.from({ length: 251 }, (_, index) => ({ value: `a${index}@example.com` })) }, ['emails']],
  ] as [FactsInput, string[]][])('%#', (input, paths) => {
    expect(read(input).paths).toEqual(paths);
  });

  test('never with the value itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (secret) => {
        const { messages } = read({
          birthDate: `${secret}!`,
          locale: `${secret} !`,
          nationalities: [`${secret}!!!!`],
          emails: [{ value: `${secret} ` }],
        });
        for (const message of messages) expect(message).not.toContain(secret);
      }),
    );
  });
});

test('any text is either taken or refused, and what is taken is stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const { values, paths } = read({ name: { full: text }, emails: [{ value: text }], phones: [{ value: text }] });
      if (values['NAME']) {
        expect(read({ name: values['NAME'] }).values['NAME']).toEqual(values['NAME']);
      }
      for (const field of ['EMAILS', 'PHONES'] as const) {
        const taken = values[field] as { value: string }[] | null;
        if (taken?.length)
          expect(read({ [field === 'EMAILS' ? 'emails' : 'phones']: taken }).values[field]).toEqual(taken);
      }
      expect(
        paths.length + Object.values(values).filter((value) => value !== null && (value as []).length !== 0).length,
      ).toBeGreaterThanOrEqual(1);
    }),
  );
});
