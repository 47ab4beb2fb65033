import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, type Sql, errorCode } from '../../src/kernel/db.ts';
import { append } from '../../src/log/append.ts';
import { type TestLog, createLog, newEvent } from './support/log.ts';

const SUBGRAPHS = ['person', 'verification', 'decision', 'consent'] as const;
const ROLES = [...SUBGRAPHS, 'log', 'audit'].map((name) => `selfsame_${name}` as Role);
const OPERATIONS = ['select', 'insert', 'update', 'delete'] as const;
const REFUSED = '42501';
/** What writing to a view says that is no part of one table. */
const NOT_UPDATABLE = '55000';

/** What was asserted, decided or consented to is never rewritten. */
/** What others point to for ever is never deleted. */
const KEPT = [
  'person.broken_glass',
  'decision.policy_version',
  'consent.legal_hold',
  'consent.purpose',
  'consent.consent',
  'consent.rights_case',
  'consent.rights_correction',
  'consent.rights_export',
  'consent.erasure',
  'consent.erasure_part',
  'consent.erasure_system',
  'audit.tile',
  'audit.opening',
  'audit.push',
];
const APPEND_ONLY = [
  'person.claim',
  'decision.decision',
  'decision.decision_shadow',
  'decision.review_note',
  'decision.journey_log',
  'consent.consent_event',
  'consent.notice',
  'consent.purpose_version',
  'consent.rights_step',
  'consent.retention_policy',
  'consent.retention_run',
  'verification.erased_person',
  'decision.erased_person',
  'consent.erased_person',
  'audit.entry',
  'audit.checkpoint',
  'audit.cosignature',
  'audit.forgotten',
];
/** The log changes by functions alone, but for the mark of a hub's keys. */
const LOG = { 'log.event': ['select'], 'log.head': ['select', 'update'] };
/** What says where people stand is read by who reads people, and by who answers for all subgraphs. */
const STANDING = ['selfsame_person', 'selfsame_log'];
/** So that a hub can tell that its database is migrated. */
const FOR_ALL = { 'migrations.__drizzle_migrations': ['select'] };

/** What roles may call beside the functions that append to the log. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  selfsame_log: ['last_position', 'relay'],
  selfsame_audit: [],
  selfsame_consent: [
    'append',
    'append_all',
    'count_below',
    'expire',
    'forget',
    'forget',
    'position_at',
    'readers',
    'redact',
  ],
  selfsame_decision: [
    'append',
    'append_all',
    'empty_decisions',
    'let_decisions_go',
    'let_journeys_go',
    'let_notes_go',
    'look_up_with',
  ],
  selfsame_person: ['append', 'append_all', 'clear_match_next', 'let_claims_go', 'look_up_with', 'swap_match'],
};

let shared: TestLog;
const sqlOf = new Map<Role, Sql>();
beforeAll(async () => {
  shared = await createLog();
  for (const role of ROLES) sqlOf.set(role, shared.pool(role, 2));
});
afterAll(() => shared[Symbol.asyncDispose]());

interface Table {
  schema: string;
  name: string;
  columns: string[];
  /** Whether it is a view that is no part of one table. */
  isReadOnly: boolean;
}

/** Every table of the database, whoever made it. */
function tables(): Promise<Table[]> {
  return shared.admin<Table[]>`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns,
           pg_relation_is_updatable(c.oid, false) = 0 as is_read_only
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    group by 1, 2, c.oid order by 1, 2`;
}

/** Whether a role may do it to any column, by trying. */
async function may(
  role: Role,
  operation: (typeof OPERATIONS)[number],
  { schema, name, columns }: Table,
): Promise<boolean> {
  const table = `"${schema}"."${name}"`;
  const statements = {
    select: columns.map((column) => `select "${column}" from ${table} limit 0`),
    insert: [`insert into ${table} default values`],
    update: columns.map((column) => `update ${table} set "${column}" = null where false`),
    delete: [`delete from ${table} where false`],
  }[operation];
  const errors = await Promise.all(
    statements.map((statement) =>
      sqlOf
        .get(role)!
        .unsafe(statement)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        ),
    ),
  );
  // An insert that is allowed fails for want of values.
  return errors.some((error) => ![REFUSED, NOT_UPDATABLE].includes(errorCode(error) ?? ''));
}

describe.each(ROLES)('%s', (role) => {
  test('reads and writes its own schema, and nothing of any other', async () => {
    const own = role.replace('selfsame_', '');
    const found: Record<string, string[]> = {};
    const expected: Record<string, readonly string[]> = { ...FOR_ALL, ...(own === 'log' ? LOG : {}) };
    for (const table of await tables()) {
      const path = `${table.schema}.${table.name}`;
      for (const operation of OPERATIONS) if (await may(role, operation, table)) (found[path] ??= []).push(operation);
      if (table.schema === 'access' && STANDING.includes(role)) expected[path] = ['select'];
      if (table.schema === own && own !== 'log')
        expected[path] = OPERATIONS.slice(
          0,
          table.isReadOnly ? 1 : APPEND_ONLY.includes(path) ? 2 : KEPT.includes(path) ? 3 : 4,
        );
    }
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    expect(found).toEqual(expected);
  });

  test('runs only the functions that are meant for it', async () => {
    const functions = await shared.admin<{ name: string }[]>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_function_privilege(${role}, p.oid, 'execute')
        and has_schema_privilege(${role}, n.oid, 'usage')
      order by 1`;
    expect(functions.map(({ name }) => name)).toEqual(MEANT[role] ?? ['append', 'append_all']);
  });

  test('makes nothing, truncates nothing, and turns no sequence', async () => {
    const sql = sqlOf.get(role)!;
    const schema = role.replace('selfsame_', '');
    const statements = [
      'create schema mine',
      `create table ${schema}.mine (id int)`,
      'create table public.mine (id int)',
      `truncate ${(await tables())
        .filter((table) => table.schema === schema)
        .map((table) => `"${schema}"."${table.name}"`)
        .join(', ')}`,
      "select nextval('log.event_id_seq')",
      "select setval('log.event_id_seq', 1)",
      'create role mine',
      'alter table log.event disable trigger all',
    ];
    for (const statement of statements) {
      await expect(sql.unsafe(statement)).rejects.toSatisfy((error) => ['42501', '42P01'].includes(errorCode(error)));
    }
  });
});

/** An event that the subgraph tells. */
const OWN_EVENT = {
  person: 'identity.updated',
  verification: 'verification.started',
  decision: 'decision.made',
  consent: 'consent.granted',
} as const;

describe('log.append', () => {
  test.each(SUBGRAPHS)('works for %s, whose name it puts on the event', async (name) => {
    const sql = sqlOf.get(`selfsame_${name}`)!;
    const event = newEvent({ name: OWN_EVENT[name], subject: name, data: { source: 'somebody else' } });
    await sql.begin((tx) => append(tx, event));
    const [row] = await shared.admin`select source, subject, sequence from log.event where event_id = ${event.id}`;
    expect(row).toEqual({ source: name, subject: name, sequence: 1 });
  });

  test.each(SUBGRAPHS)('refuses to %s the events of the others', async (name) => {
    for (const foreign of [
      ...SUBGRAPHS.filter((other) => other !== name).map((other) => OWN_EVENT[other]),
      ...(name === 'person' ? [] : ['system.registered' as const]),
    ]) {
      await expect(
        sqlOf.get(`selfsame_${name}`)!.begin((tx) => append(tx, newEvent({ name: foreign }))),
      ).rejects.toMatchObject({ code: REFUSED });
    }
  });

  test('has no argument for the source', async () => {
    const [row] = await shared.admin<{ arguments: string }[]>`
      select pg_get_function_arguments('log.append'::regproc) as arguments`;
    expect(row!.arguments).not.toContain('source');
  });

  test('is refused to the role that relays', async () => {
    await expect(sqlOf.get('selfsame_log')!.begin((tx) => append(tx, newEvent()))).rejects.toMatchObject({
      code: REFUSED,
    });
  });
});

test('a hub leaves the mark of its keys in the log, and changes nothing else there', async () => {
  const sql = sqlOf.get('selfsame_log')!;
  await sql`update head set blind_check = null, wrapped_check = null where false`;
  for (const column of ['position', 'oldest', 'log_id', 'settled_id']) {
    await expect(sql.unsafe(`update log.head set ${column} = ${column}`)).rejects.toMatchObject({
      code: REFUSED,
    });
  }
});

test('no function of the log lets its caller choose where names lead', async () => {
  const loose = await shared.admin`
    select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'log' and not 'search_path=pg_catalog, pg_temp' = any(coalesce(p.proconfig, '{}'))`;
  expect(loose).toEqual([]);
});
