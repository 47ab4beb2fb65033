import { parse } from 'graphql';
import type { Clock } from '../../src/kernel/clock.ts';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { readSdl } from '../../src/kernel/sdl.ts';
import type { Vault } from '../../src/kernel/vault.ts';
import { type KnownModel, openModels } from '../../src/subgraphs/person/matching/models.ts';
import type { SystemModel } from '../../src/subgraphs/person/models.ts';
import { type Ownership, readOwnership } from '../../src/subgraphs/person/ownership.ts';

/** What rows are made with: the product's own vault, registry, model and rules. */
export interface Materials {
  vault: Vault;
  ownership: Ownership;
  systems: ReadonlyMap<string, SystemModel>;
  /** The model in use. */
  model: KnownModel;
  clock: Clock;
}

/** The materials for a database in which a hub has registered its systems. */
export async function readMaterials(url: string, vault: Vault, clock: Clock): Promise<Materials> {
  const sql = connect({ url, statementTimeoutMs: 10_000 }, { role: 'selfsame_person', connections: 1 });
  try {
    const systems = await sql<SystemModel[]>`select id, kind, name, client_id, trust, purposes from system`;
    const models = openModels({ sql, vault, clock });
    const model = await models.get(await models.activeId());
    const ownership = readOwnership(parse(await readSdl('person')));
    return { vault, clock, ownership, model, systems: new Map(systems.map((system) => [system.id, system])) };
  } finally {
    await closeSql(sql);
  }
}
