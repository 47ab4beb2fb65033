import { parse } from 'graphql';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Sql } from '../../src/kernel/db.ts';
import { readSdl } from '../../src/kernel/sdl.ts';
import type { Vault } from '../../src/kernel/vault.ts';
import type { SystemModel } from '../../src/subgraphs/person/models.ts';
import { type Ownership, readOwnership } from '../../src/subgraphs/person/ownership.ts';

/** What rows are made with: the product's own vault, registry and rules. */
export interface Materials {
  vault: Vault;
  ownership: Ownership;
  systems: ReadonlyMap<string, SystemModel>;
  clock: Clock;
}

/** The materials for a database in which a hub has registered its systems. */
export async function readMaterials(sql: Sql, vault: Vault, clock: Clock): Promise<Materials> {
  const systems = await sql<SystemModel[]>`select id, kind, name, client_id, trust, purposes from person.system`;
  const ownership = readOwnership(parse(await readSdl('person')));
  return { vault, clock, ownership, systems: new Map(systems.map((system) => [system.id, system])) };
}
