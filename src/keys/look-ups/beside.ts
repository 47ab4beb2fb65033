import type { Sql, Transaction } from '../../kernel/db.ts';
import { type CarryState, listCarries } from './copy.ts';
import { type Carried, relationOf, typeOf } from './tables.ts';

// Statements are put together from the names in `CARRIED` and from what the catalog of the database says of these tables.

const NOTES = 'carry_note';

/** Whether what was begun with a table is of use: the table can have been exchanged for another one since. */
export async function isBegun(sql: Sql | Transaction, carried: Carried): Promise<boolean> {
  const relation = relationOf(carried);
  const state = (await listCarries(sql)).find((one) => one.relation === relation);
  return state !== undefined && state.oid === (await oidOf(sql, relation));
}

/** Makes what blind indexes of a table are carried over to, and has it noted from now on what changes. */
export async function begin(tx: Transaction, carried: Carried): Promise<void> {
  const { known, columns } = carried;
  const relation = relationOf(carried);
  await clear(tx, carried);
  if (carried.by === 'table') {
    await tx.unsafe(`create table ${relation}_carried (like ${relation} including all)`);
    for (const { name, definition } of await constraintsOf(tx, relation)) {
      await tx.unsafe(`alter table ${relation}_carried add constraint ${name}_carried ${definition}`);
    }
  } else {
    const added = Object.entries(columns).map(([name, form]) => `add column ${name}_carried ${typeOf(form)}`);
    await tx.unsafe(`alter table ${relation} ${added.join(', ')}`);
  }
  const changes = carried.by === 'table' ? 'update' : `update of ${Object.keys(columns).join(', ')}`;
  await tx.unsafe(
    `create trigger ${NOTES} after insert or delete or ${changes} on ${relation}
     for each row execute function keys.note_carry(${known.map((name) => `'${name}'`).join(', ')})`,
  );
  await tx`insert into keys.carry (relation, oid, done) values (${relation}, ${await oidOf(tx, relation)}, 0)`;
}

/** Takes away what was begun with a table. */
export async function clear(tx: Transaction, carried: Carried): Promise<void> {
  const relation = relationOf(carried);
  const states: CarryState[] = (await listCarries(tx)).filter((one) => one.relation === relation);
  for (const { oid } of states) {
    // It can have another name by now.
    const [row] = await tx<{ name: string }[]>`select oid::regclass::text as name from pg_class where oid = ${oid}`;
    if (row) await tx.unsafe(`drop trigger if exists ${NOTES} on ${row.name}`);
  }
  if (carried.by === 'table') await tx.unsafe(`drop table if exists ${relation}_carried`);
  else {
    const dropped = Object.keys(carried.columns).map((name) => `drop column if exists ${name}_carried`);
    await tx.unsafe(`alter table ${relation} ${dropped.join(', ')}`);
  }
  await tx`delete from keys.carry_note where relation = ${relation}`;
  await tx`delete from keys.carry where relation = ${relation}`;
}

/** Makes the indexes of columns beside, while others write. A copied table has its own. */
export async function makeIndexes(sql: Sql, carried: Carried): Promise<void> {
  if (carried.by === 'table') return;
  for (const { name, definition, isValid } of await indexesOf(sql, carried)) {
    // What was interrupted is there, and of no use.
    if (isValid === false) await sql.unsafe(`drop index concurrently if exists ${carried.schema}.${name}_carried`);
    if (isValid !== true) {
      const beside = besideOf(carried, definition).replace(` INDEX ${name} `, ` INDEX CONCURRENTLY ${name}_carried `);
      await sql.unsafe(beside);
    }
  }
}

/** Puts what was carried over in use. For a transaction that holds the table alone. */
export async function swap(tx: Transaction, carried: Carried): Promise<void> {
  const { schema, table, columns } = carried;
  const relation = relationOf(carried);
  await tx.unsafe(`drop trigger ${NOTES} on ${relation}`);
  // Triggers keep to the table and the columns that they were made for.
  const triggers = await tx<{ name: string; definition: string }[]>`
    select quote_ident(tgname) as name, pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = ${relation}::regclass and not tgisinternal`;
  for (const { name } of triggers) await tx.unsafe(`drop trigger ${name} on ${relation}`);
  if (carried.by === 'table') {
    const pairs = await pairedIndexes(tx, relation);
    const constraints = await constraintsOf(tx, relation);
    await copyRights(tx, relation);
    await tx.unsafe(`drop table ${relation}`);
    await tx.unsafe(`alter table ${relation}_carried rename to ${table}`);
    for (const { carriedName, name } of pairs)
      await tx.unsafe(`alter index ${schema}.${carriedName} rename to ${name}`);
    for (const { name } of constraints) {
      await tx.unsafe(`alter table ${relation} rename constraint ${name}_carried to ${name}`);
    }
  } else {
    const indexes = await indexesOf(tx, carried);
    for (const { name } of indexes) await tx.unsafe(`drop index ${schema}.${name}`);
    for (const name of Object.keys(columns)) {
      await tx.unsafe(`alter table ${relation} rename column ${name} to ${name}_past`);
      await tx.unsafe(`alter table ${relation} rename column ${name}_carried to ${name}`);
    }
    for (const { name } of indexes) await tx.unsafe(`alter index ${schema}.${name}_carried rename to ${name}`);
  }
  for (const { definition } of triggers) await tx.unsafe(definition);
}

const CLEAN_BATCH = 1_000;

/** Empties the columns that were in use before, some rows at a time, and takes them away. Answers how many rows it emptied. */
export async function cleanNext(sql: Sql, carried: Carried): Promise<number> {
  const relation = relationOf(carried);
  const past = Object.keys(carried.columns).map((name) => `${name}_past`);
  const [there] = await sql<{ there: boolean }[]>`
    select exists (
      select from pg_attribute
      where attrelid = ${relation}::regclass and attname = ${past[0]!} and not attisdropped
    ) as there`;
  if (!there!.there) return 0;
  const done = await sql.begin(async (tx) => {
    const [state] = await tx<CarryState[]>`select cursor from keys.carry where relation = ${relation} for update`;
    const after = state?.cursor?.[0] ?? '00000000-0000-0000-0000-000000000000';
    // With the column goes what it was called, not what it held.
    const rows = await tx.unsafe<{ id: string }[]>(
      `with next as (select id from ${relation} where id > $1::text::uuid order by id limit ${CLEAN_BATCH}), emptied as (
         update ${relation} here set ${past.map((name) => `${name} = null`).join(', ')} from next
         where here.id = next.id and (${past.map((name) => `here.${name} is not null`).join(' or ')})
       )
       select id::text from next order by id`,
      [after],
    );
    if (rows.length > 0) await tx`update keys.carry set cursor = ${[rows.at(-1)!.id]} where relation = ${relation}`;
    return rows.length;
  });
  return done;
}

/** Takes away the columns that were in use before. */
export async function dropPast(tx: Transaction, carried: Carried): Promise<void> {
  const relation = relationOf(carried);
  const dropped = Object.keys(carried.columns).map((name) => `drop column if exists ${name}_past`);
  await tx.unsafe(`alter table ${relation} ${dropped.join(', ')}`);
  await tx`delete from keys.carry where relation = ${relation}`;
}

async function oidOf(sql: Sql | Transaction, relation: string): Promise<number> {
  const [row] = await sql<[{ oid: number }]>`select ${relation}::regclass::oid::bigint as oid`;
  return row.oid;
}

/** What `like` does not copy. */
function constraintsOf(sql: Sql | Transaction, relation: string): Promise<{ name: string; definition: string }[]> {
  return sql<{ name: string; definition: string }[]>`
    select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${relation}::regclass and contype = 'f'`;
}

/** The indexes over columns that are carried over; `isValid` says whether there is one beside. */
async function indexesOf(sql: Sql | Transaction, carried: Carried) {
  return sql<{ name: string; definition: string; isValid: boolean | null }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition,
           (select b.indisvalid from pg_index b where b.indexrelid = to_regclass(${carried.schema} || '.' || c.relname || '_carried')) as is_valid
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${relationOf(carried)}::regclass
      and exists (
        select from pg_attribute a
        where a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[]) and a.attname = any(${Object.keys(carried.columns)}::text[])
      )`;
}

/** The same with the columns beside. */
function besideOf({ columns }: Carried, definition: string): string {
  return Object.keys(columns).reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), `${name}_carried`),
    definition,
  );
}

/** The indexes of a copy, and the names of those whose places they take. */
function pairedIndexes(tx: Transaction, relation: string): Promise<{ carriedName: string; name: string }[]> {
  return tx<{ carriedName: string; name: string }[]>`
    with one as (
      select c.relname as name, i.indrelid, i.indkey::text || i.indisunique || i.indisprimary || i.indoption::text
             || coalesce(pg_get_expr(i.indpred, i.indrelid), '') as form
      from pg_index i join pg_class c on c.oid = i.indexrelid
    )
    select quote_ident(beside.name) as carried_name, quote_ident(used.name) as name
    from one used join one beside on beside.form = used.form
    where used.indrelid = ${relation}::regclass and beside.indrelid = ${`${relation}_carried`}::regclass`;
}

/** Gives a copy the rights of its table. */
async function copyRights(tx: Transaction, relation: string): Promise<void> {
  await tx.unsafe(`do $$
    declare given record;
    begin
      for given in
        select a.grantee::regrole::text as grantee from pg_class c, aclexplode(c.relacl) a
        where c.oid = '${relation}_carried'::regclass and a.grantee <> c.relowner and a.grantee <> 0
      loop
        execute format('revoke all on ${relation}_carried from %s', given.grantee);
      end loop;
      for given in
        select a.grantee::regrole::text as grantee, a.privilege_type as right from pg_class c, aclexplode(c.relacl) a
        where c.oid = '${relation}'::regclass and a.grantee <> c.relowner and a.grantee <> 0
      loop
        execute format('grant %s on ${relation}_carried to %s', given.right, given.grantee);
      end loop;
    end $$`);
}
