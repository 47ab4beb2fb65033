import DataLoader from 'dataloader';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { RequestContext } from '../subgraph.ts';
import type { Services } from './context.ts';
import { type OpenClaim, lineageOf, openClaim } from './lineage.ts';
import type { ClaimModel, PersonModel } from './models.ts';
import { type PersonContent, columns, openRow } from './sealing.ts';
import { type PersonRow, listClaimOwners, listPeople } from './store.ts';
import { listClaims } from './store-history.ts';
import { personModel } from './unify.ts';

/** The reads of one operation: batched, and each thing read once. Rights are checked here, where the data is. */
export interface Loaders {
  /** A person by its id or by any id merged into it. */
  person: DataLoader<string, PersonModel | undefined>;
  /** Every claim of a person that can still be read, the newest first. By the person's own id. */
  claims: DataLoader<string, OpenClaim[]>;
  /** A person's history as it is known now, made once however many of its records and claims ask for it. By the person's own id. */
  history: DataLoader<string, History>;
  /** The person that a claim belongs to. */
  ownerOfClaim: DataLoader<string, string | undefined>;
}

/** The claims of a person, the newest first, and ways to find some of them. */
export interface History {
  all: readonly ClaimModel[];
  byId: ReadonlyMap<string, ClaimModel>;
  /** What each record says now. By the record's id. */
  current: ReadonlyMap<string, readonly ClaimModel[]>;
}

/** Fresh loaders for one operation of one actor. */
export function createLoaders(
  { pools, vault, registry, ownership }: Services,
  { actor, access }: RequestContext,
): Loaders {
  /** With where they stand, where that counts for who reads. */
  const readPeople = async (ids: readonly string[]): Promise<(PersonRow & { asked: string })[]> => {
    const question = access.question();
    if (!question) return listPeople(pools.read, ids, undefined);
    const rows = await listPeople(pools.read, ids, question);
    for (const row of rows) access.tell(row.asked, row);
    return rows;
  };
  const loaders: Loaders = {
    person: new DataLoader(async (ids) => {
      demand(actor, 'person:read');
      const rows = await readPeople(ids.filter(isId));
      const people = new Map(
        rows.map((row) => {
          const { content } = openRow<PersonContent>(vault, row.id, columns.person(row.version), row);
          return [row.asked, personModel(row, content)];
        }),
      );
      return ids.map((id) => people.get(id.toLowerCase()));
    }),
    claims: new DataLoader(async (personIds) => {
      demand(actor, 'person:lineage');
      const byPerson = new Map<string, OpenClaim[]>(personIds.map((id) => [id, []]));
      for (const row of await listClaims(pools.read, personIds)) {
        byPerson.get(row.personId)!.push(openClaim(vault, row));
      }
      return personIds.map((id) => byPerson.get(id)!);
    }),
    history: new DataLoader(async (personIds) => {
      const claims = await loaders.claims.loadMany(personIds);
      const systems = await registry.of(claims.flatMap((found) => (found instanceof Error ? [] : found)));
      return claims.map((found) =>
        found instanceof Error ? found : historyOf(lineageOf(found, systems, ownership, undefined)),
      );
    }),
    ownerOfClaim: new DataLoader(async (ids) => {
      demand(actor, 'person:lineage');
      const owners = new Map(
        (await listClaimOwners(pools.read, ids.filter(isId))).map(({ id, personId }) => [id, personId]),
      );
      return ids.map((id) => owners.get(id));
    }),
  };
  return loaders;
}

/** Forgets what an operation has read of a person, since it has just changed it. */
export function forgetLoaded({ person, claims, history }: Loaders, personId: string): void {
  for (const loader of [person, claims, history]) loader.clear(personId);
}

function historyOf(all: readonly ClaimModel[]): History {
  const current = all.filter((claim) => claim.state === 'CURRENT');
  return {
    all,
    byId: new Map(all.map((claim) => [claim.id, claim])),
    current: Map.groupBy(current, (claim) => claim.recordId),
  };
}
