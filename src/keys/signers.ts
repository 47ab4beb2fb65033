import { randomUUID } from 'node:crypto';
import { type JWK, calculateJwkThumbprint } from 'jose';
import { LOCKS } from '../kernel/locks.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sql } from '../kernel/db.ts';
import {
  SIGNING_USES,
  type Signer,
  type SigningKey,
  type SigningUse,
  createSigner,
  createSigningJwk,
  readSigningJwk,
} from '../kernel/signer.ts';
import type { Vault } from '../kernel/vault.ts';

/** The signers of a process, which follow the keys in the database. */
export interface Signers {
  readonly receipt: Signer;
  readonly checkpoint: Signer;
  readonly export: Signer;
  /** Reads the keys again. Answers false: there is no more to do, as a sweep asks. */
  refresh(): Promise<false>;
}

/** A key as it lies in the database. */
interface StoredKey extends SigningKey {
  id: string;
  use: SigningUse;
}

/** How long a new key is published before it signs: who verifies may keep the published keys that long. */
export const OVERLAP_MS = 10 * 60_000;

/** Opens the signers of a database; the first process makes their keys. `sql` is a pool of `selfsame_keys`. */
export async function openSigners({ sql, vault, clock }: { sql: Sql; vault: Vault; clock: Clock }): Promise<Signers> {
  let keys = await readKeys(sql, vault, []);
  for (const use of SIGNING_USES.filter((one) => !keys.some((key) => key.use === one))) {
    await addSigningKey({ sql, vault, use, now: clock.now(), overlapMs: 0, isFirst: true });
  }
  const refresh = async (): Promise<false> => {
    keys = await readKeys(sql, vault, keys);
    return false;
  };
  await refresh();
  const signerOf = (use: SigningUse): Signer =>
    createSigner(
      use,
      () => keys.filter((key) => key.use === use),
      () => clock.now(),
    );
  return { receipt: signerOf('receipt'), checkpoint: signerOf('checkpoint'), export: signerOf('export'), refresh };
}

/** Makes a new key of a use, which signs once `overlapMs` are over; where `isFirst`, only if there is none yet. */
export async function addSigningKey(options: {
  sql: Sql;
  vault: Vault;
  use: SigningUse;
  now: Date;
  overlapMs: number;
  isFirst?: boolean;
}): Promise<{ kid: string; signsFrom: Date }> {
  const { sql, vault, use, now, overlapMs, isFirst = false } = options;
  const jwk = createSigningJwk();
  const kid = await calculateJwkThumbprint(jwk);
  const id = randomUUID();
  const signsFrom = new Date(now.getTime() + overlapMs);
  const { key, wrapped } = vault.createKey(id);
  const sealed = vault.seal(key, labelOf(use), { kid, jwk, signsFrom });
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCKS.signers})`;
    await tx`
      with new as (
        insert into signing_key (id, use, kid, sealed, created_at, signs_from)
        select ${id}, ${use}, ${kid}, ${sealed}, ${now}, ${signsFrom}
        where not ${isFirst} or not exists (select from signing_key where use = ${use})
        returning id
      )
      insert into key (id, wrapped) select id, ${wrapped} from new`;
  });
  return { kid, signsFrom };
}

/** Reads the keys again; what is `known` is not opened again. */
async function readKeys(sql: Sql, vault: Vault, known: readonly StoredKey[]): Promise<StoredKey[]> {
  const rows = await sql<{ id: string; use: SigningUse; sealed: Buffer; wrapped: Buffer }[]>`
    select signing_key.id, use, sealed, wrapped from signing_key join key on key.id = signing_key.id
    order by signs_from desc, kid`;
  return rows.map(({ id, use, sealed, wrapped }) => {
    const before = known.find((key) => key.id === id && key.use === use);
    if (before) return before;
    const content = vault.open<{ kid: string; jwk: JWK; signsFrom: string }>(
      vault.openKey(id, wrapped),
      labelOf(use),
      sealed,
    );
    return { id, use, kid: content.kid, ...readSigningJwk(content.jwk), signsFrom: new Date(content.signsFrom) };
  });
}

function labelOf(use: SigningUse): string {
  return `signing-key:${use}`;
}
