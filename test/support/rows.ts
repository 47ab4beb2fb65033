import postgres from 'postgres';

/** What follows from the log a moment later: what subgraphs know of each other, and the queue of reviews with its events. */
const FED_BY_THE_LOG = ['head', 'reader', 'review', 'review_count'];

const EVENTS = "where type not like 'dev.selfsame.review.%'";

/** How many rows the tables hold that a write of a person touches, keys and events among them. */
export async function countRows(url: string): Promise<Record<string, number>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('person', 'verification', 'decision', 'consent', 'log') and tablename <> all (${FED_BY_THE_LOG}) and tablename not like 'known\_%' and tablename not like 'kpi\_%'
      order by 1`;
    const counts = await Promise.all(
      tables.map(
        async ({ name }) =>
          [
            name,
            (await sql.unsafe(`select count(*)::int as n from ${name} ${name === 'log.event' ? EVENTS : ''}`))[0]!['n'],
          ] as const,
      ),
    );
    return Object.fromEntries(counts);
  } finally {
    await sql.end();
  }
}

/** Runs one statement as the owner of the database. */
export async function runSql<Row>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<Row[] & Record<string, unknown>[]>(text);
  } finally {
    await sql.end();
  }
}
