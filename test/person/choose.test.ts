import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { SYSTEM_KINDS } from '../../src/kernel/access.ts';
import { readSdl } from '../../src/kernel/sdl.ts';
import { type Source, choose } from '../../src/subgraphs/person/choose.ts';
import { PERSON_FIELDS, type PersonField } from '../../src/subgraphs/person/fields.ts';
import { readOwnership } from '../../src/subgraphs/person/ownership.ts';

const ownership = readOwnership(parse(await readSdl('person')));

const moment = fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
const valueOf: Partial<Record<PersonField, fc.Arbitrary<unknown>>> = {
  BIRTH_DATE: fc.constantFrom(null, '1980-05-17', '1981'),
  GENDER: fc.constantFrom(null, 'FEMALE', 'MALE'),
  EMAILS: fc.subarray([{ value: 'a@x.org' }, { value: 'b@x.org', type: 'work' }, { value: 'b@x.org' }]),
};
const fields = Object.keys(valueOf) as PersonField[];

const sources: fc.Arbitrary<Source[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...SYSTEM_KINDS),
      trust: fc.integer({ min: 0, max: 2 }),
      facts: fc.record(
        Object.fromEntries(
          fields.map((field) => [field, fc.record({ value: valueOf[field]!, assertedAt: moment, recordedAt: moment })]),
        ),
      ),
    }),
    { maxLength: 6 },
  )
  .map(
    (records) =>
      records.map(({ kind, trust, facts }, index) => ({
        recordId: `r${index}`,
        system: { id: `s${index}`, kind, trust },
        facts: Object.fromEntries(
          Object.entries(facts).map(([field, fact]) => [field, { ...(fact as object), claimId: `c${index}-${field}` }]),
        ),
      })) as never,
  );

describe('the choice of values', () => {
  test('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(sources, fc.infiniteStream(fc.nat()), (records, random) => {
        const shuffled = records
          .map((record) => ({ record, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ record }) => record);
        expect(choose(shuffled, ownership)).toEqual(choose(records, ownership));
      }),
    );
  });

  test('shows only what some record says, of a kind that owns the field or of a steward', () => {
    fc.assert(
      fc.property(sources, (records) => {
        const { choices } = choose(records, ownership);
        for (const field of fields) {
          for (const claimId of choices[field]?.claimIds ?? []) {
            const source = records.find((record) => record.facts[field]?.claimId === claimId)!;
            expect([...ownership[field].owners, 'STEWARD']).toContain(source.system.kind);
          }
        }
      }),
    );
  });

  test('lets an override win, whatever the systems say and even when it is empty', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(null, '1999-09-09'), (records, value) => {
        const others = records.filter((record) => record.system.kind !== 'STEWARD');
        const override: Source = {
          recordId: 'override',
          system: { id: 'steward', kind: 'STEWARD', trust: 0 },
          facts: {
            BIRTH_DATE: {
              claimId: 'override',
              value,
              assertedAt: '2020-01-01T00:00:00.000Z',
              recordedAt: '2020-01-01T00:00:00.000Z',
            },
          },
        };
        const { values, choices } = choose([...others, override], ownership);
        expect(values.birthDate).toBe(value ?? undefined);
        expect(choices.BIRTH_DATE).toMatchObject({ claimIds: ['override'], rule: 'OVERRIDE' });
      }),
    );
  });

  test('never prefers a later owner while an earlier one has a value', () => {
    fc.assert(
      fc.property(sources, (records) => {
        const { owners } = ownership.GENDER;
        const speaking = records.filter((record) => record.facts.GENDER?.value && owners.includes(record.system.kind));
        fc.pre(speaking.length > 0 && !records.some((record) => record.system.kind === 'STEWARD'));
        const best = Math.min(...speaking.map((record) => owners.indexOf(record.system.kind)));
        const claimId = choose(records, ownership).choices.GENDER!.claimIds[0];
        const winner = records.find((record) => record.facts.GENDER?.claimId === claimId)!;
        expect(owners.indexOf(winner.system.kind)).toBe(best);
      }),
    );
  });

  test('gathers contacts of all owners without repeats', () => {
    fc.assert(
      fc.property(sources, (records) => {
        fc.pre(!records.some((record) => record.system.kind === 'STEWARD'));
        const said = records
          .filter((record) => ownership.EMAILS.owners.includes(record.system.kind))
          .flatMap((record) => ((record.facts.EMAILS?.value ?? []) as { value: string }[]).map(({ value }) => value));
        const shown = (choose(records, ownership).values.emails ?? []).map(({ value }) => value);
        expect(new Set(shown)).toEqual(new Set(said));
        expect(shown).toHaveLength(new Set(said).size);
      }),
    );
  });
});

test('falls through an empty value of the first owner, and says so', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const source = (id: string, kind: 'ONBOARDING' | 'HR' | 'CRM', value: unknown): Source => ({
    recordId: id,
    system: { id, kind, trust: 50 },
    facts: { BIRTH_DATE: { claimId: id, value, assertedAt: at, recordedAt: at } },
  });
  const { values, choices } = choose(
    [source('onboarding', 'ONBOARDING', null), source('hr', 'HR', '1980'), source('crm', 'CRM', '1981')],
    ownership,
  );
  expect(values.birthDate).toBe('1980');
  expect(choices.BIRTH_DATE).toEqual({ claimIds: ['hr'], rule: 'PRECEDENCE', passedOver: ['onboarding'] });
});

test('the schema names an owner for every field, each once', () => {
  for (const field of PERSON_FIELDS) {
    const { owners } = ownership[field];
    expect(owners.length).toBeGreaterThan(0);
    expect(new Set(owners).size).toBe(owners.length);
    expect(owners).not.toContain('VERIFICATION');
  }
});
