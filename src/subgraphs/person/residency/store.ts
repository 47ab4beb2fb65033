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

/** Says where a person's data is held; null takes it back. */
export function setResidence(
  tx: Transaction,
  { personId, region, by, now }: { personId: string; region: string | null; by: string; now: Date },
): void {
  if (region === null) tx.send(tx`delete from residence where person_id = ${personId}`);
  else
    tx.send(tx`
      insert into residence (person_id, region, assigned_by, assigned_at) values (${personId}, ${region}, ${by}, ${now})
      on conflict (person_id) do update
      set region = excluded.region, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`);
}
