import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { createDatabase } from '../support/database.ts';

/** What Postgres can hold: any text without the null character. */
const texts = fc.array(
  fc
    .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('NULL', 'null', '', '{}', '"', '\\', ',', ' ', '\n'))
    .filter((text) => !text.includes('\0')),
);

test('lists come back from Postgres as they were sent', async () => {
  await using database = await createDatabase();
  const sql = connect({ url: database.url, statementTimeoutMs: 10_000 }, { connections: 2 });
  try {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.uuid()),
        fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
        async (words, ids, numbers) => {
          const [row] =
            await sql`select ${words}::text[] as words, ${ids}::uuid[] as ids, ${numbers}::integer[] as numbers`;
          expect(row).toEqual({ words, ids, numbers });
        },
      ),
    );
    expect(
      await sql`select array[null, 'a', 'NULL'] as words, array[1, null] as numbers, array[7::bigint] as counts`,
    ).toEqual([{ words: [null, 'a', 'NULL'], numbers: [1, null], counts: [7] }]);
  } finally {
    await closeSql(sql);
  }
});
