import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { PolicyState } from '../schema.generated.ts';

/** A version of a policy. The digest is SHA-256 over its content. */
export interface PolicyVersionModel {
  name: string;
  version: number;
  state: PolicyState;
  content: unknown;
  digest: Buffer;
  approvals: number;
  isShadow: boolean;
  draftedBy: string;
  draftedPerson: string | null;
  draftedAt: Date;
  submittedBy: string | null;
  submittedPerson: string | null;
  submittedAt: Date | null;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredBy: string | null;
  retiredAt: Date | null;
}

/** A policy: the name that its versions share. */
export interface PolicyModel {
  name: string;
}

/** Names a version. */
export interface VersionKey {
  name: string;
  version: number;
}

/** The name of a version in one text. */
export function nameOf({ name, version }: VersionKey): string {
  return `${name} ${version}`;
}

/** Versions by name and number. */
export async function listVersions(sql: Sql | Transaction, keys: readonly VersionKey[]): Promise<PolicyVersionModel[]> {
  return sql<PolicyVersionModel[]>`
    select policy_version.*
    from unnest(${keys.map(({ name }) => name)}::text[], ${keys.map(({ version }) => version)}::integer[])
      as asked (name, version)
    join policy_version on policy_version.name = asked.name and policy_version.version = asked.version`;
}

/** The published version of each policy that has one. */
export async function listPublished(sql: Sql | Transaction, names: readonly string[]): Promise<PolicyVersionModel[]> {
  return sql<PolicyVersionModel[]>`
    select * from policy_version where name = any(${names as string[]}::text[]) and state = 'PUBLISHED'`;
}

/** What decides by a policy now, and what runs beside it. */
export interface Running {
  version: number;
  digest: Buffer;
  isShadow: boolean;
}

/** The published version of a policy and its shadow, without their content. */
export async function listRunning(sql: Sql, name: string): Promise<Running[]> {
  return sql<Running[]>`
    select version, digest, state <> 'PUBLISHED' as is_shadow from policy_version
    where name = ${name} and state = 'PUBLISHED'
    union all
    select version, digest, true from policy_version where name = ${name} and is_shadow`;
}

/** The names of policies behind one. */
export async function listNames(sql: Sql, after: string, first: number): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from policy_version where version = 1 and name > ${after} order by name limit ${first}`;
  return rows.map((row) => row.name);
}

/** What a list of versions is asked for. */
export interface VersionsAsk {
  name: string;
  first: number;
}

/** The newest versions of each policy asked for, the newest first. */
export async function listNewest(sql: Sql, asked: readonly VersionsAsk[]): Promise<PolicyVersionModel[][]> {
  const rows = await sql<(PolicyVersionModel & { place: number })[]>`
    select asked.place, version.*
    from unnest(${asked.map(({ name }) => name)}::text[], ${asked.map(({ first }) => first)}::integer[])
      with ordinality as asked (name, first, place)
    cross join lateral (
      select * from policy_version where name = asked.name order by version desc limit asked.first
    ) version
    order by asked.place, version.version desc`;
  const lists = asked.map((): PolicyVersionModel[] => []);
  for (const { place, ...version } of rows) lists[place - 1]!.push(version);
  return lists;
}

/** The number that the next version of a policy takes. To be asked behind the lock of its name. */
export async function nextVersion(tx: Transaction, name: string): Promise<number> {
  const [row] = await tx<{ next: number }[]>`
    select coalesce(max(version), 0) + 1 as next from policy_version where name = ${name}`;
  return row!.next;
}

/** Inserts a new draft. */
export function insertVersion(
  tx: Transaction,
  row: Pick<
    PolicyVersionModel,
    'name' | 'version' | 'digest' | 'approvals' | 'draftedBy' | 'draftedPerson' | 'draftedAt'
  > & { content: object },
): void {
  tx.send(tx`
    insert into policy_version (name, version, state, content, digest, approvals, drafted_by, drafted_person, drafted_at)
    values (${row.name}, ${row.version}, 'DRAFT', ${tx.json(row.content as never)}, ${row.digest}, ${row.approvals},
            ${row.draftedBy}, ${row.draftedPerson}, ${row.draftedAt})`);
}

/** Writes a draft anew. */
export function updateDraft(
  tx: Transaction,
  row: Pick<
    PolicyVersionModel,
    'name' | 'version' | 'digest' | 'approvals' | 'draftedBy' | 'draftedPerson' | 'draftedAt'
  > & { content: object },
): void {
  tx.send(tx`
    update policy_version
    set content = ${tx.json(row.content as never)}, digest = ${row.digest}, approvals = ${row.approvals},
        drafted_by = ${row.draftedBy}, drafted_person = ${row.draftedPerson}, drafted_at = ${row.draftedAt}
    where name = ${row.name} and version = ${row.version}`);
}

/** Who takes a step, and when. */
export interface Step {
  by: string;
  person: string | null;
  at: Date;
}

/** Notes that a draft was submitted. */
export function markSubmitted(tx: Transaction, { name, version }: VersionKey, { by, person, at }: Step): void {
  tx.send(tx`
    update policy_version
    set state = 'IN_REVIEW', submitted_by = ${by}, submitted_person = ${person}, submitted_at = ${at}
    where name = ${name} and version = ${version}`);
}

/** Notes that a version decides from now on. The one that did must have been retired before. */
export function markPublished(tx: Transaction, { name, version }: VersionKey, { by, at }: Step): void {
  tx.send(tx`
    update policy_version
    set state = 'PUBLISHED', is_shadow = false, published_by = ${by}, published_at = ${at},
        retired_by = null, retired_at = null
    where name = ${name} and version = ${version}`);
}

/** Notes that a version ended. */
export function markRetired(tx: Transaction, { name, version }: VersionKey, { by, at }: Step): void {
  tx.send(tx`
    update policy_version set state = 'RETIRED', is_shadow = false, retired_by = ${by}, retired_at = ${at}
    where name = ${name} and version = ${version}`);
}

/** Lets a version run beside the one that decides, in place of another; or ends that. */
export function markShadow(tx: Transaction, { name, version }: VersionKey, runs: boolean): void {
  tx.send(tx`update policy_version set is_shadow = false where name = ${name} and is_shadow`);
  if (runs) tx.send(tx`update policy_version set is_shadow = true where name = ${name} and version = ${version}`);
}
