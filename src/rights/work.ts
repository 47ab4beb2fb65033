import { isDeepStrictEqual } from 'node:util';
import { type Ask, askRoot } from './graph.ts';

/** A case, as the one who works on it must know it. */
interface Case {
  id: string;
  kind: string;
  state: string;
  personId: string;
  steps: { action: string; detail: Record<string, unknown> }[];
}

interface Claim {
  id: string;
  field: string;
  value: unknown;
  state: string;
  recordId: string;
  system: { id: string; kind: string };
}

const CASE = `query ($id: ID!) { case(id: $id) { id kind state personId steps(first: 200) { action detail } } }`;
const LINEAGE = `query ($id: ID!) { person(id: $id) { lineage { id field value state recordId system { id kind } } } }`;
const NOTE = `mutation ($input: NoteCaseInput!) { noteCase(input: $input) { __typename } }`;
const ERASE = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { __typename ... on ErasureOpened { erasureId } } }`;
const ERASURE = `query ($id: ID!) { erasureStatus(id: $id) { state } }`;

/** Does for a case what the hub does by itself. Done again, it changes nothing; answers whether there can be more to do. */
export async function workOn(ask: Ask, caseId: string): Promise<boolean> {
  const found = await askRoot<Case>(ask, CASE, { id: caseId });
  if (found?.state !== 'IN_PROGRESS') return false;
  if (found.kind === 'RECTIFICATION') return compare(ask, found);
  if (found.kind === 'ERASURE') return erase(ask, found);
  return false;
}

/** Compares what each record of the person says with the claim that put it right. Who says nothing contradicts nothing. */
async function compare(ask: Ask, { id: caseId, personId, steps }: Case): Promise<boolean> {
  const claimId = steps.findLast(({ action }) => action === 'CORRECTED')?.detail['claimId'];
  if (claimId === undefined) return true;
  const person = await askRoot<{ lineage: Claim[] }>(ask, LINEAGE, { id: personId });
  const right = person?.lineage.find(({ id }) => id === claimId);
  if (!person || !right) return true;
  const records = person.lineage
    .filter(({ field, state, system }) => field === right.field && state === 'CURRENT' && system.kind !== 'STEWARD')
    .map(({ recordId, system, value }) => ({
      recordId,
      system: system.id,
      agrees: value === null || isDeepStrictEqual(value, right.value),
    }));
  const action = steps.some((step) => step.action === 'COMPARED') ? null : 'COMPARED';
  await askRoot(ask, NOTE, { input: { caseId, action, records } });
  return true;
}

async function erase(ask: Ask, { id: caseId, personId, steps }: Case): Promise<boolean> {
  let erasureId = steps.findLast(({ action }) => action === 'ERASING')?.detail['erasureId'];
  if (erasureId === undefined) {
    const input = { personId, reason: 'SUBJECT_REQUEST', idempotencyKey: `case ${caseId}` };
    const opened = await askRoot<{ __typename: string; erasureId?: string }>(ask, ERASE, { input });
    erasureId = opened?.erasureId;
    if (erasureId === undefined) return true;
    await askRoot(ask, NOTE, { input: { caseId, action: 'ERASING', detail: { erasureId } } });
  }
  if (steps.some(({ action }) => action === 'ERASED')) return false;
  const erasure = await askRoot<{ state: string }>(ask, ERASURE, { id: erasureId });
  if (erasure?.state !== 'LOGICALLY_COMPLETE' && erasure?.state !== 'FINAL') return true;
  await askRoot(ask, NOTE, { input: { caseId, action: 'ERASED', detail: { erasureId } } });
  return false;
}
