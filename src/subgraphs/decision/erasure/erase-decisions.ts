import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import { closePerson } from '../../../log/erasing/close-person.ts';
import type { ErasureOrder, ErasurePass } from '../../../log/erasing/steps.ts';
import type { Services } from '../context.ts';
import * as statements from './store.ts';

const AUTHOR = { actor: 'selfsame', traceparent: undefined };
/** Why a journey was called off. */
const REASON = 'ERASED';

/**
 * Erases what was decided about a person, as far as it tells something of the person: inputs, texts, logins, notes. Outcomes, rules and
 * times stay under ids that lead to nobody. Journeys are called off.
 */
export async function eraseDecisions(
  tx: Transaction,
  { clock }: Pick<Services, 'clock'>,
  order: ErasureOrder,
): Promise<ErasurePass> {
  const now = clock.now();
  const { personIds } = order;
  await closePerson(tx, order);
  const journeys = await statements.cancelJourneys(tx, personIds, { reason: REASON, now });
  for (const { id, personId, name, step } of journeys)
    append(tx, {
      id: newId(clock),
      name: 'journey.ended',
      subject: personId,
      time: now,
      data: { journeyId: id, journey: name, step, state: 'CANCELLED', reason: REASON },
      ...AUTHOR,
    });
  const decisions = await statements.emptyDecisions(tx, personIds);
  const signals = await statements.deleteSignals(tx, personIds);
  const notes = await statements.destroyNotes(tx, personIds);
  statements.deleteKnown(tx, personIds);
  return { counts: { decisions, signals, notes, journeys: journeys.length } };
}
