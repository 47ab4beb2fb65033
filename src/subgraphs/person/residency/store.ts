import type { DataClass } from '../../../kernel/data-classes.ts';
import type { Sql, Transaction } from '../../../kernel/db.ts';

/** What may be read of people whose data is held in one region from another. */
export interface ResidencyRuleModel {
  home: string;
  reader: string;
  dataClasses: DataClass[];
  setBy: string;
  setAt: Date;
}

/** Every rule, in the order of regions. */
export async function listResidencyRules(sql: Sql): Promise<ResidencyRuleModel[]> {
  return sql<ResidencyRuleModel[]>`
    select home, reader, data_classes, set_by, set_at from residency_rule order by home, reader`;
}

/** Sets the rule for two regions. */
export function upsertResidencyRule(tx: Transaction, rule: ResidencyRuleModel): void {
  tx.send(tx`
    insert into residency_rule (home, reader, data_classes, set_by, set_at)
    values (${rule.home}, ${rule.reader}, ${rule.dataClasses}, ${rule.setBy}, ${rule.setAt})
    on conflict (home, reader) do update
    set data_classes = excluded.data_classes, set_by = excluded.set_by, set_at = excluded.set_at`);
}

/**
 * Says where the data of a person is held; null takes it back. It holds for each id that leads there: what was said of one before it
 * was merged is over, and who is split off again stays where the data is.
 */
export function setResidence(
  tx: Transaction,
  { personId, region, by, now }: { personId: string; region: string | null; by: string; now: Date },
): void {
  tx.send(tx`
    delete from residence using person
    where person.id = ${personId} and residence.person_id = any(person.id || person.merged_ids)`);
  if (region === null) return;
  tx.send(tx`
    insert into residence (person_id, region, assigned_by, assigned_at)
    select own.id, ${region}, ${by}, ${now}
    from person cross join unnest(person.id || person.merged_ids) own (id)
    where person.id = ${personId}
    on conflict (person_id) do update
    set region = excluded.region, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`);
}
