import { describe, expect, test } from 'vitest';
import type { PersonName, PersonValues } from '../../src/resolution/values.ts';
import { blockTerms } from '../../src/resolution/block.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';
import { soundOf } from '../../src/resolution/standardise/sound.ts';

const nameOf = (name: PersonName) =>
  standardise({ name }).names.map(({ given, family }) => [given?.text, family?.text]);

describe('names', () => {
  test.each([
    [{ full: 'Élodie Müller', given: 'Élodie', family: 'Müller' }, ['elodie', 'muller']],
    [{ full: 'Hughes, Howie' }, ['howie', 'hughes']],
    [{ full: 'Dr. Howard Hughes' }, ['howard', 'hughes']],
    [{ full: '张秀英', script: 'Hani' }, ['xiuying', 'zhang']],
    [{ full: 'ВАСИЛЬЕВ, Александр Павлович', script: 'Cyrl' }, ['aleksandrpavlovich', 'vasilev']],
    [{ full: "Ellie O'Hare", given: 'Ellie', family: "O'Hare" }, ['ellie', 'ohare']],
    [{ full: 'UNKNOWN Smith', given: 'UNKNOWN', family: 'Smith' }, [undefined, 'smith']],
  ])('%j is read', (name, expected) => {
    expect(nameOf(name)).toContainEqual(expected);
  });

  test('senior and junior are told apart, and are no part of the name', () => {
    const [senior] = standardise({ name: { full: 'Robert Smith Sr', given: 'Robert', family: 'Smith Sr' } }).names;
    const [junior] = standardise({
      name: { full: 'Robert Smith', given: 'Robert', family: 'Smith', suffix: 'Jr.' },
    }).names;
    expect([senior!.family!.text, senior!.generation, junior!.generation]).toEqual(['smith', 1, 2]);
  });

  test('names that sound alike sound alike, across scripts', () => {
    expect(soundOf('siddiqui')).toBe(soundOf('sdyqy'));
    expect(soundOf('leigh')).toBe(soundOf('lee'));
  });
});

describe('dates', () => {
  test.each([
    ['1980-05-17', '19800517'],
    ['1980', '19800000'],
    ['19162429', '19162429'],
    ['0000-00-00', undefined],
  ])('%s is kept as %s', (text, expected) => {
    expect(standardise({ birthDate: text }).birth?.text).toBe(expected);
  });
});

describe('addresses', () => {
  const placeOf = (address: Partial<NonNullable<PersonValues['addresses']>[number]>) => {
    const [place] = standardise({ addresses: [{ lines: [], ...address }] }).places;
    return [
      place?.number?.text,
      place?.street?.text,
      place?.building?.text,
      place?.locality?.text,
      place?.postcode?.text,
    ];
  };

  test.each([
    [
      { lines: ['1304 Poppy Hills Dr'], locality: 'Blacklick', postalCode: '43004' },
      ['1304', 'poppyhillsdrive', undefined, 'blacklick', '43004'],
    ],
    [{ lines: ['123 Main Street, Las Vegas NV 89132'] }, ['123', 'mainstreet', undefined, 'lasvegas', '89132']],
    [{ lines: ['Ansbacher Strasse 23'] }, ['23', 'ansbacherstreet', undefined, undefined, undefined]],
    [{ lines: ['1450 N City Rd Suite 900'] }, ['1450', 'northcityroad', undefined, undefined, undefined]],
    [{ lines: ['Suite 900, 1450 N City Rd'] }, ['1450', 'northcityroad', '900', undefined, undefined]],
    [
      { lines: ['Skyline Apartments 705 Sheppard Ave'] },
      ['705', 'sheppardavenue', 'skylineapartments', undefined, undefined],
    ],
  ])('%j is taken apart', (address, expected) => {
    expect(placeOf(address)).toEqual(expected);
  });
});

describe('numbers and contacts', () => {
  test('an e-mail address is its mailbox', () => {
    const emails = [{ value: 'a.da+shop@gmail.com' }, { value: 'ADA@googlemail.com' }];
    expect(standardise({ emails }).emails.map(({ text }) => text)).toEqual(['ada@gmail.com']);
  });

  test('what stands for no value is none', () => {
    const record = standardise({
      name: { full: 'xxx' },
      emails: [{ value: 'test@test.com' }, { value: 'noreply@example.com' }],
      phones: [{ value: '000 000 000' }, { value: '123456789' }],
      identifiers: [{ type: 'SSN', value: '000000000', country: 'US' }],
    });
    expect([record.names, record.emails, record.phones, record.numbers]).toEqual([[], [], [], []]);
    expect(blockTerms(record)).toEqual([]);
  });

  test.each([
    ['HEALTH_ID', 'GB', '9434765919', true],
    ['HEALTH_ID', 'GB', '9434765918', false],
    ['NATIONAL_ID', 'ES', '12345678Z', true],
    ['TAX_ID', 'BR', '52998224725', true],
    ['TAX_ID', 'AU', '123456782', true],
    ['SSN', 'US', '666123456', false],
    ['NATIONAL_ID', 'CH', '7569217076985', undefined],
  ])('%s of %s: %s proves itself: %s', (type, country, value, checked) => {
    expect(standardise({ identifiers: [{ type, country, value }] }).numbers[0]!.checked).toBe(checked);
  });
});

describe('too much', () => {
  test('costs bounded time: 200 aliases, and a name of 10,000 characters', () => {
    const otherNames = Array.from({ length: 200 }, (_, index) => ({
      full: `Ada Alias${index}`,
      given: 'Ada',
      family: `Alias${index}`,
    }));
    const record = standardise({ name: { full: 'x y'.repeat(3_333) }, otherNames });
    expect(record.names.length).toBeLessThanOrEqual(9);
    expect(blockTerms(record).length).toBeLessThanOrEqual(96);
  });
});
