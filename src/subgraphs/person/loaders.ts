import DataLoader from 'dataloader';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { RequestContext } from '../subgraph.ts';
import type { Services } from './context.ts';
import type { PersonField } from './fields.ts';
import type { OpenClaim } from './lineage.ts';
import type { PersonModel } from './models.ts';
import { type ClaimContent, type PersonContent, columns, openRow } from './sealing.ts';
import { listClaimOwners, listClaims, listPeople } from './store.ts';
import { personModel } from './unify.ts';

/** The reads of one operation: batched, and each thing read once. Rights are checked here, where the data is. */
export interface Loaders {
  /** A person by its id or by any id merged into it. */
  person: DataLoader<string, PersonModel | undefined>;
  /** Every claim of a person that can still be read, the newest first. By the person's own id. */
  claims: DataLoader<string, OpenClaim[]>;
  /** The person that a claim belongs to. */
  ownerOfClaim: DataLoader<string, string | undefined>;
}

/** Fresh loaders for one operation of one actor. */
export function createLoaders({ pools, vault }: Services, { actor }: RequestContext): Loaders {
  return {
    person: new DataLoader(async (ids) => {
      demand(actor, 'person:read');
      const rows = await listPeople(pools.read, ids.filter(isId));
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
        const { content } = openRow<ClaimContent>(vault, row.recordId, columns.claim(row.id), row);
        const { sealed: _, wrapped: __, personId, ...rest } = row;
        byPerson.get(personId)!.push({ ...rest, field: row.field as PersonField, ...content });
      }
      return personIds.map((id) => byPerson.get(id)!);
    }),
    ownerOfClaim: new DataLoader(async (ids) => {
      demand(actor, 'person:lineage');
      const owners = new Map(
        (await listClaimOwners(pools.read, ids.filter(isId))).map(({ id, personId }) => [id, personId]),
      );
      return ids.map((id) => owners.get(id));
    }),
  };
}
