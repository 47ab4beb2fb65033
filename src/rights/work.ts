import { isDeepStrictEqual } from 'node:util';
import { type Ask, askRoot } from './graph.ts';

/** A case, as the one who works on it must know it. */
interface Case {
  id: string;
  kind: string;
  state: string;
  personId: string;
  /** Of a rectification, as the graph names it: `birthDate`. */
  field: string | null;
  steps: { action: string; detail: Record<string, unknown> }[];
}

interface Claim {
  id: string;
  value: unknown;
  state: string;
  recordId: string;
  system: { id: string; kind: string };
}

const CASE = `query ($id: ID!) { case(id: $id) { id kind state personId field steps(first: 200) { action detail } } }`;
const LINEAGE = `query ($id: ID!, $field: PersonField!, $after: ID) { person(id: $id) {
  lineage(field: $field, first: 200, after: $after) { id value state recordId system { id kind } }
} }`;
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
async function compare(ask: Ask, { id: caseId, personId, field, steps }: Case): Promise<boolean> {
  const last = steps.findLast(({ action }) => action === 'CORRECTED');
  const claimId = last?.detail['claimId'];
  if (!last || claimId === undefined || field === null) return true;
  const said = await listClaims(ask, personId, field, claimId);
  if (!said) return true;
  const isNew = !steps
    .slice(steps.lastIndexOf(last))
    .some(({ action }) => action === 'COMPARED' || action === 'MISFIT');
  if (!said.right) {
    if (isNew) await askRoot(ask, NOTE, { input: { caseId, action: 'MISFIT', detail: { claimId } } });
    return true;
  }
  const { value: right } = said.right;
  const records = said.today
    .filter(({ system }) => system.kind !== 'STEWARD')
    .map(({ recordId, system, value }) => ({
      recordId,
      system: system.id,
      agrees: value === null || isDeepStrictEqual(value, right),
    }));
  await askRoot(ask, NOTE, { input: { caseId, action: isNew ? 'COMPARED' : null, records } });
  return true;
}

/** What is said of a field today, and the claim that put it right, if it is one of the field; undefined when there is no such person. */
async function listClaims(
  ask: Ask,
  personId: string,
  field: string,
  claimId: unknown,
): Promise<{ today: Claim[]; right: Claim | undefined } | undefined> {
  // `birthDate` → `BIRTH_DATE`
  const name = field.replace(/[A-Z]/g, '_$&').toUpperCase();
  const today: Claim[] = [];
  let right: Claim | undefined;
  for (let after: string | null = null; ;) {
    const person: { lineage: Claim[] } | null = await askRoot(ask, LINEAGE, { id: personId, field: name, after });
    if (!person) return undefined;
    today.push(...person.lineage.filter(({ state }) => state === 'CURRENT'));
    right ??= person.lineage.find(({ id }) => id === claimId);
    if (person.lineage.length < 200) return { today, right };
    after = person.lineage.at(-1)!.id;
  }
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
