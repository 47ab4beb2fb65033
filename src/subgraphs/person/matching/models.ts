import type { Clock } from '../../../kernel/clock.ts';
import type { Sql } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { fault } from '../../../kernel/faults.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { type Model, initialModel, versionOf } from '../../../resolution/score/model.ts';
import { type Scorer, createScorer } from '../../../resolution/score/score.ts';
import { columns, openRow } from '../sealing.ts';
import { findActiveModel } from './store.ts';

/** A model with its id in the database. */
export interface KnownModel {
  id: string;
  model: Model;
  scorer: Scorer;
}

/** The models that this process has read. A model never changes, so what was read stays true. */
export interface Models {
  /** The model of an id. Throws INTERNAL when there is none. */
  get(id: string): Promise<KnownModel>;
  /** The id of the model in use. A hub that has none yet begins with one that has learned nothing. */
  activeId(): Promise<string>;
}

/** Models that are kept in memory: one of a million records takes some 20 MB. */
const MAX_KEPT = 4;

/** Opens the models of a database. */
export function openModels({ sql, vault, clock }: { sql: Sql; vault: Vault; clock: Clock }): Models {
  const kept = new Map<string, Promise<KnownModel>>();
  const read = async (id: string): Promise<KnownModel> => {
    const [row] = await sql<{ sealed: Buffer; wrapped: Buffer }[]>`
      select model.sealed, key.wrapped from model join key on key.id = model.id where model.id = ${id}`;
    if (!row) throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: `no model ${id}` });
    const { content: model } = openRow<Model>(vault, id, columns.model, row);
    return { id, model, scorer: createScorer(model) };
  };
  return {
    get(id) {
      let known = kept.get(id);
      if (!known) {
        known = read(id);
        known.catch(() => kept.delete(id));
        if (kept.size === MAX_KEPT) kept.delete(kept.keys().next().value!);
        kept.set(id, known);
      }
      return known;
    },
    async activeId() {
      const found = await findActiveModel(sql);
      if (found) return found;
      const model = initialModel();
      model.version = versionOf(model);
      const id = newId(clock);
      const { key, wrapped } = vault.createKey(id);
      // Of two hubs that begin at once, one finds the model of the other.
      await sql`
        with new as (
          insert into model (id, version, state, sealed, created_at, activated_at)
          values (${id}, ${model.version}, 'ACTIVE', ${vault.seal(key, columns.model, model)}, ${clock.now()}, ${clock.now()})
          on conflict do nothing
          returning id
        )
        insert into key (id, wrapped) select id, ${wrapped} from new`;
      return (await findActiveModel(sql))!;
    },
  };
}
