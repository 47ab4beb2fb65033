import type { Transaction } from '../../../kernel/db.ts';
import { keepLookUps } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAll } from '../../../log/append.ts';
import type { ErasureOrder, ErasurePass } from '../../../log/erasing/steps.ts';
import { exchangeProfiles } from '../commands/exchange-profiles.ts';
import { leftProfiles } from '../commands/left-profiles.ts';
import { savePeople } from '../commands/save-people.ts';
import { type Telling, findQuestions, placesOf, questionEvents, tellDropped } from '../commands/tell-questions.ts';
import type { Services } from '../context.ts';
import { regroup } from '../matching/regroup.ts';
import { openTouched } from '../matching/touch.ts';
import { unsettleMatches } from '../reviews-store.ts';
import { forgetRecords, listRecords } from '../store-write.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import { stopWriting } from './gate.ts';
import { deleteResidences, listHeads } from './store.ts';
import { suppress } from './suppress.ts';

const AUTHOR = { actor: 'selfsame', traceparent: undefined };

/**
 * Erases whoever the ids lead to: all records and what they are found by. Who was one person when it was asked, or is by now, goes;
 * a side that was split off before stays. Neighbours are derived anew, as if the records had never been brought.
 */
export async function erasePeople(tx: Transaction, services: Services, order: ErasureOrder): Promise<ErasurePass> {
  const { vault, clock } = services;
  const now = clock.now();
  // In the order of who takes records in.
  await keepLookUps(tx, [vault.lookUps.check]);
  await stopWriting(tx);
  const heads = await listHeads(tx, order.personIds);
  const people = heads.map(({ id }) => id);
  const personIds = [...new Set([...order.personIds, ...heads.flatMap(({ id, mergedIds }) => [id, ...mergedIds])])];
  const records = (await listRecords(tx, people)).map((row) => openRecord(vault, row));
  if (people.length === 0) return { counts: { records: 0 }, tell: { personIds, recordIds: [], systems: [] } };

  const recordIds = records.map(({ id }) => id);
  const left = leftProfiles(
    vault,
    records.map((before) => ({ before })),
  );
  const { gone, freed } = await exchangeProfiles(tx, { profiles: [], left, recordIds });
  const touched = await openTouched(tx, vault, {
    profiles: [...freed, ...left.map(({ id }) => id)],
    recordIds,
    personIds: people,
  });
  const isErased = ({ personId }: OpenRecord): boolean => people.includes(personId);
  const erased = touched.records.filter(isErased);
  if (erased.length !== records.length) throw movedMeanwhile();
  const kept = touched.records.filter((record) => !isErased(record));
  // An id that was erased is nobody's home any more.
  for (const record of kept) if (personIds.includes(record.homeId)) record.homeId = record.personId;

  const systems = await services.registry.of(touched.records);
  const isSteward = (systemId: string): boolean => systems.get(systemId)!.kind === 'STEWARD';
  const known = await services.models.get(await services.models.activeId());
  const groups = regroup({
    known,
    touched: { ...touched, people: touched.people.filter(({ row }) => !people.includes(row.id)) },
    records: kept,
    added: new Set(),
    isSteward,
    newId: () => newId(clock),
  });
  const places = placesOf(kept);
  const neighbours = new Set(groups.map(({ id }) => id));
  await savePeople(tx, services, {
    people: touched.people,
    groups,
    matches: touched.matches,
    written: new Set(),
    added: new Set(),
    renewed: new Set(),
    systems,
    authorOf: () => AUTHOR,
    now,
  });
  const suppressions = await suppress(tx, services, { erasureId: order.erasureId, records: erased, isSteward, now });
  forgetRecords(tx, recordIds, now);
  deleteResidences(tx, personIds);
  unsettleMatches(
    tx,
    kept.flatMap(({ profile }) => profile ?? []),
  );
  const { asked, settled } = await findQuestions(tx, { touched, groups, places, again: neighbours });
  const telling: Telling = { subjects: neighbours, now, authorOf: () => AUTHOR };
  const wasMatched = freed.length > 0 || gone.length < left.length;
  const dropped = wasMatched ? erased.map(({ id, personId }) => ({ id, personId })) : [];
  tellDropped(tx, services, { records: dropped, pairs: settled }, telling);
  appendAll(tx, [
    ...questionEvents(services, asked, telling),
    ...people.map((subject) => ({
      id: newId(clock),
      name: 'identity.deleted' as const,
      subject,
      time: now,
      data: { outcome: 'ERASED', fields: [], claimIds: [] },
      ...AUTHOR,
    })),
  ]);
  // Before the commit: what is destroyed must not come back with a backup.
  await services.tombstones.add({ erasureId: order.erasureId, personIds, at: now, suppressions });
  const holders = new Set(records.flatMap(({ systemId }) => (isSteward(systemId) ? [] : [systemId])));
  return {
    counts: { people: people.length, records: records.length, suppressed: suppressions.length },
    tell: { personIds, recordIds, systems: [...holders].toSorted() },
  };
}

/** A steward moved records while we waited for the locks: the whole runs again (serialization_failure). */
function movedMeanwhile(): Error {
  return Object.assign(new Error('records moved meanwhile'), { code: '40001' });
}
