import { authorOf } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { savePeople } from '../commands/save-people.ts';
import type { Context } from '../context.ts';
import type { KnownModel } from '../matching/models.ts';
import { regroup } from '../matching/regroup.ts';
import type { Concern } from '../matching/store.ts';
import { openTouched } from '../matching/touch.ts';

/** Derives again whom something concerns, and stores who changed: as a write does, but that no record says anything new. */
export async function deriveAgain(
  tx: Transaction,
  context: Context,
  known: KnownModel,
  concern: Concern,
): Promise<void> {
  const touched = await openTouched(tx, context.vault, concern);
  const systems = await context.registry.of(touched.records);
  const groups = regroup({
    known,
    touched,
    records: touched.records,
    added: new Set(),
    isSteward: (systemId) => systems.get(systemId)!.kind === 'STEWARD',
    newId: () => newId(context.clock),
  });
  const none = new Set<string>();
  await savePeople(tx, context, {
    people: touched.people,
    matches: touched.matches,
    groups,
    written: none,
    added: none,
    renewed: none,
    systems,
    authorOf: () => authorOf(context),
    now: context.clock.now(),
  });
}
