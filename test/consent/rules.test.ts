import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineConsents } from '../../src/subgraphs/consent/combine.ts';
import {
  type Shown,
  type Statement,
  compareStatements,
  holding,
  standingAt,
} from '../../src/subgraphs/consent/rules.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

/** Few moments, so that statements of one moment are common. */
const moment = fc.integer({ min: 0, max: 6 }).map((hour) => new Date(NOW.getTime() + hour * 3_600_000));
const no = { expiresAt: fc.constant(null), noticeEdition: fc.constant(0) };
const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ action: fc.constantFrom('WITHDRAWN' as const, 'REFUSED' as const), occurredAt: moment, ...no }),
  fc.record({
    action: fc.constant('GRANTED' as const),
    occurredAt: moment,
    expiresAt: fc.option(moment),
    noticeEdition: fc.integer({ min: 1, max: 2 }),
  }),
);
/** With what became of its notice: the second edition says something new. */
const shown = (said: Statement): Shown => ({
  ...said,
  outdatedAt: said.noticeEdition < 2 ? new Date(NOW.getTime() + 3 * 3_600_000) : null,
});
const statements = fc.array(statement, { minLength: 1, maxLength: 12 });

/** What is known after the statements arrive one by one, as a row of the database learns it. */
function learn(arriving: readonly Statement[]): Statement {
  return arriving.reduce((known, next) => (compareStatements(next, known) > 0 ? next : known));
}

describe('which statement holds', () => {
  test('does not depend on the order in which statements arrive', () => {
    fc.assert(
      fc.property(
        statements.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), moment),
        ),
        ([all, shuffled, at]) => {
          expect(standingAt(shown(learn(shuffled)), at)).toEqual(standingAt(shown(learn(all)), at));
          expect(standingAt(shown(holding(shuffled)!), at)).toEqual(standingAt(shown(learn(all)), at));
        },
      ),
    );
  });

  test('does not change when a statement arrives again', () => {
    fc.assert(
      fc.property(statements, (all) => {
        expect(learn([...all, ...all])).toEqual(learn(all));
      }),
    );
  });

  test('is the same whether the ids of a person are known to be one before or after', () => {
    fc.assert(
      fc.property(statements, statements, (here, there) => {
        const combined = holding([learn(here), learn(there)])!;
        expect(compareStatements(combined, learn([...here, ...there]))).toBe(0);
      }),
    );
  });

  test('is never an older one', () => {
    fc.assert(
      fc.property(statements, (all) => {
        const newest = Math.max(...all.map(({ occurredAt }) => occurredAt.getTime()));
        expect(learn(all).occurredAt.getTime()).toBe(newest);
      }),
    );
  });

  test('is the withdrawal, where a grant is of the same moment', () => {
    fc.assert(
      fc.property(moment, fc.option(moment), (occurredAt, expiresAt) => {
        const grant: Statement = { action: 'GRANTED', occurredAt, expiresAt, noticeEdition: 1 };
        const withdrawal: Statement = { action: 'WITHDRAWN', occurredAt, expiresAt: null, noticeEdition: 0 };
        expect(learn([grant, withdrawal])).toBe(withdrawal);
        expect(learn([withdrawal, grant])).toBe(withdrawal);
      }),
    );
  });

  test('is the grant that ends sooner, of two of the same moment', () => {
    const [sooner, later] = ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z'].map((end): Statement => ({
      action: 'GRANTED',
      occurredAt: NOW,
      expiresAt: new Date(end),
      noticeEdition: 1,
    })) as [Statement, Statement];
    const never: Statement = { action: 'GRANTED', occurredAt: NOW, expiresAt: null, noticeEdition: 1 };
    expect(learn([later, never, sooner])).toBe(sooner);
    expect(learn([never, later])).toBe(later);
  });
});

describe('where a consent stands', () => {
  test('follows the clock: a grant ends at its end, not a moment before', () => {
    const end = new Date('2026-04-01T00:00:00Z');
    const grant: Shown = { action: 'GRANTED', occurredAt: NOW, expiresAt: end, noticeEdition: 1, outdatedAt: null };
    expect(standingAt(grant, new Date(end.getTime() - 1))).toEqual({
      status: 'GRANTED',
      expiresAt: end,
      changedAt: NOW,
    });
    expect(standingAt(grant, end)).toEqual({ status: 'EXPIRED', expiresAt: end, changedAt: end });
  });

  test('is renewal due from the moment that its notice says something new, until it ends', () => {
    const at = (hour: number): Date => new Date(NOW.getTime() + hour * 3_600_000);
    const grant: Shown = { action: 'GRANTED', occurredAt: NOW, expiresAt: at(2), noticeEdition: 1, outdatedAt: at(1) };
    expect(standingAt(grant, at(0)).status).toBe('GRANTED');
    expect(standingAt(grant, at(1))).toEqual({ status: 'RENEWAL_DUE', expiresAt: at(2), changedAt: at(1) });
    expect(standingAt(grant, at(2)).status).toBe('EXPIRED');
    // Given to an old notice when the new one was there already.
    expect(standingAt({ ...grant, outdatedAt: at(-1) }, at(1)).changedAt).toEqual(NOW);
  });

  test('is withdrawn for good, until the person says otherwise', () => {
    const withdrawal = shown({ action: 'WITHDRAWN', occurredAt: NOW, expiresAt: null, noticeEdition: 0 });
    const standing = { status: 'WITHDRAWN', expiresAt: null, changedAt: NOW };
    expect(standingAt(withdrawal, NOW)).toEqual(standing);
    expect(standingAt(withdrawal, new Date('2099-01-01T00:00:00Z'))).toEqual(standing);
  });
});

test('combines what lies under several ids into one consent per purpose, named by the oldest', () => {
  const row = (id: string, personId: string, purpose: string, action: Statement['action'], hour: number) => ({
    id,
    personId,
    purpose,
    action,
    occurredAt: new Date(NOW.getTime() + hour * 3_600_000),
    expiresAt: null,
    noticeEdition: 1,
    outdatedAt: null,
  });
  const rows = [
    row('c', 'old', 'profiling', 'GRANTED', 1),
    row('b', 'new', 'marketing', 'WITHDRAWN', 2),
    row('a', 'old', 'marketing', 'GRANTED', 1),
  ];
  expect(combineConsents('new', rows, NOW)).toMatchObject([
    { id: 'a', rowIds: ['a', 'b'], personId: 'new', purpose: 'marketing', status: 'WITHDRAWN' },
    { id: 'c', rowIds: ['c'], personId: 'new', purpose: 'profiling', status: 'GRANTED' },
  ]);
});
