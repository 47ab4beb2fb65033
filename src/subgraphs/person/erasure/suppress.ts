import type { Sql, Transaction } from '../../../kernel/db.ts';
import { keepLookUps } from '../../../kernel/idempotency.ts';
import type { Tombstone } from '../../../kernel/tombstone.ts';
import type { Contact, Identifier, PersonName } from '../../../resolution/values.ts';
import type { Vault } from '../../../kernel/vault.ts';
import type { Facts } from '../choose.ts';
import type { Services } from '../context.ts';
import { emailKey, identifierKey, lookupBlind } from '../lookup.ts';
import type { OpenRecord } from '../unify.ts';
import { deleteSuppressions, insertSuppressions, listShared } from './store-suppressions.ts';

/** What an erased person is kept out by. */
export type SuppressionKind = 'EXTERNAL_ID' | 'IDENTIFIER' | 'EMAIL';

/** An entry of the list of what must not come back. */
export interface Suppression {
  blind: string;
  kind: SuppressionKind;
}

/** What is recorded about a person, as far as the list looks at it. */
export interface Described {
  systemId: string;
  externalId: string;
  facts: Facts;
}

/**
 * What the list knows a record by. A system's own id for the person, and a number that somebody issued, stand for one person
 * alone. An e-mail address does not, since families share them: it counts together with the name or the day of birth.
 */
export function suppressionsOf(vault: Vault, described: Described): Suppression[] {
  return namedKeys(described).map(({ kind, key }) => ({ kind, blind: vault.blind('do-not-reimport', key) }));
}

/** Records that go with a person, and which systems are the people's desk: what it said is no record of anybody's. */
interface Erased {
  records: readonly OpenRecord[];
  isSteward(systemId: string): boolean;
}

/**
 * Puts an erased person on the list; answers the entries as a tombstone keeps them: not covered, so that they hold under any key for
 * look-ups.
 */
export async function suppress(
  tx: Transaction,
  { vault }: Pick<Services, 'vault'>,
  erased: Erased & { erasureId: string; now: Date },
): Promise<Suppression[]> {
  const { entries } = await listEntries(tx, vault, erased);
  insertSuppressions(tx, { erasureId: erased.erasureId, rows: covered(vault, entries), now: erased.now });
  return entries;
}

/**
 * What an erased person is to be kept out by. What a living record says too is left out, or that record could not be changed any
 * more: `shared` counts it.
 */
export async function listEntries(
  sql: Sql | Transaction,
  vault: Vault,
  { records, isSteward }: Erased,
): Promise<{ entries: Suppression[]; shared: number }> {
  const named = records.filter(({ systemId }) => !isSteward(systemId)).flatMap(namedKeys);
  const lookups = new Map(
    named.flatMap(({ lookup }) => (lookup === undefined ? [] : [[lookup, lookupBlind(vault, lookup)]])),
  );
  const recordIds = records.map(({ id }) => id);
  const shared = new Set(await listShared(sql, [...lookups.values()], recordIds));
  const entries = new Map<string, Suppression>();
  for (const { kind, key, lookup } of named) {
    if (lookup !== undefined && shared.has(lookups.get(lookup)!)) continue;
    const blind = vault.mark('do-not-reimport', key);
    entries.set(blind, { blind, kind });
  }
  return { entries: [...entries.values()], shared: shared.size };
}

/** Entries of tombstones as the list has them. */
function covered({ lookUps }: Vault, entries: readonly Suppression[]): Suppression[] {
  const blinds = entries.map(({ blind }) => blind);
  const found = lookUps.current?.uuids(blinds) ?? blinds;
  return entries.map((entry, at) => ({ ...entry, blind: found[at]! }));
}

/** Brings the list to where it was, when a restored database has lost a part of it. */
export async function suppressAgain(sql: Sql, vault: Vault, tombstones: readonly Tombstone[]): Promise<void> {
  await sql.begin(async (tx) => {
    await keepLookUps(tx, [vault.lookUps.check]);
    for (const { erasureId, suppressions, at } of tombstones) {
      // What was lifted since is on it again, from the records that were restored.
      await deleteSuppressions(tx, erasureId);
      insertSuppressions(tx, { erasureId, rows: covered(vault, suppressions as Suppression[]), now: at });
    }
  });
}

interface NamedKey {
  kind: SuppressionKind;
  key: string;
  /** By what `people` finds others that say the same. */
  lookup?: string;
}

function namedKeys({ systemId, externalId, facts }: Described): NamedKey[] {
  const valueOf = <T>(field: keyof Facts): T | undefined => (facts[field]?.value ?? undefined) as T | undefined;
  const identifiers = valueOf<Identifier[]>('IDENTIFIERS') ?? [];
  const emails = valueOf<Contact[]>('EMAILS') ?? [];
  const name = valueOf<PersonName>('NAME');
  const birthDate = valueOf<string>('BIRTH_DATE');
  const beside = [...(name ? [`name:${plainName(name)}`] : []), ...(birthDate ? [`born:${birthDate}`] : [])];
  return [
    { kind: 'EXTERNAL_ID', key: `external-id:${systemId}:${externalId}` },
    ...identifiers.map((identifier): NamedKey => {
      const lookup = identifierKey(identifier);
      return { kind: 'IDENTIFIER', key: lookup, lookup };
    }),
    ...emails.flatMap(({ value }) =>
      beside.map((what): NamedKey => ({ kind: 'EMAIL', key: `${emailKey(value)} ${what}`, lookup: emailKey(value) })),
    ),
  ];
}

/** A name however it is written: its words without accents and signs, in one order. */
function plainName({ given, family, full }: PersonName): string {
  const written = given && family ? `${given} ${family}` : full;
  return written
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .toSorted()
    .join(' ');
}
