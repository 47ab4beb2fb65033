import { expect } from 'vitest';
import { erase, reached } from '../erasure/support.ts';
import type { Client, TestHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';

const FOUND = 'query ($email: String!) { people(filter: { email: $email }, first: 5) { edges { node { id } } } }';
const SEARCH = 'query ($name: String!) { search(input: { name: $name }, first: 5) { personId } }';
const SEVERAL = `mutation ($input: RecordPeopleInput!) { recordPeople(input: $input) { ... on PeopleRecorded {
  outcomes { ... on PersonRecorded { person { id } recordId } } } } }`;
const SAY = 'mutation ($input: ResolveMatchInput!) { resolveMatch(input: $input) { __typename } }';
const SIGNAL = `mutation ($id: ID!, $device: String!) {
  recordSignal(input: { personId: $id, kind: LOGIN_SUCCEEDED, deviceId: $device, ip: "192.0.2.1" }) { __typename } }`;

/** Whoever asks, by whichever hub. */
interface Clients {
  crm: Client;
  hr: Client;
  steward: Client;
  onboarding: Client;
}

/** What was written, and what must have come of it. */
export interface Written {
  /** External ids of each person, in order. */
  people: string[][];
  /** External ids of people who were erased. */
  erased: string[];
  devices: Set<string>;
}

const SYLLABLES = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'to', 'vi', 'zu', 'da', 'fe', 'go', 'hi', 'pu', 'xa'];

/** A name that nobody else has. */
function nameOf(id: number): { given: string; family: string } {
  const spell = (number: number): string => [12, 8, 4, 0].map((shift) => SYLLABLES[(number >> shift) & 15]).join('');
  return { given: spell((id * 40_503) & 0xffff), family: spell((id * 30_011 + 7) & 0xffff) };
}

/** What everybody says of person `id`. */
export function factsOf(id: number) {
  return {
    name: nameOf(id),
    birthDate: `19${10 + (id % 80)}-${String(1 + (id % 12)).padStart(2, '0')}-${String(1 + (id % 28)).padStart(2, '0')}`,
    emails: [{ value: `person${id}@example.com` }],
  };
}

/** One round: two sources bring a person, one of them among others; the person is found, joined by a verdict, or erased. */
export async function round(hub: TestHub, here: Clients, there: Clients, id: number, written: Written): Promise<void> {
  const one = await record(here.crm, { externalId: `c${id}`, ...factsOf(id) });
  const beside = { name: { given: `Beside${nameOf(id + 7_001).given}`, family: nameOf(id + 9_001).family } };
  const records = [
    { externalId: `h${id}`, ...factsOf(id) },
    { externalId: `b${id}`, ...beside },
  ];
  const { outcomes } = (await ask(there.hr, SEVERAL, { input: { records } })).recordPeople;
  expect(outcomes[0].person.id).toBe(one.person.id);
  // At once, for whoever was told that it is stored, in whatever hub.
  const { people } = await ask(there.crm, FOUND, { email: `person${id}@example.com` });
  expect(people.edges.map((edge: any) => edge.node.id)).toEqual([one.person.id]);
  const { given, family } = nameOf(id);
  const { search } = await ask(there.crm, SEARCH, { name: `${given} ${family}` });
  expect(search.map((hit: any) => hit.personId)).toContain(one.person.id);
  const device = `device ${id % 40}`;
  await ask(there.onboarding, SIGNAL, { id: one.person.id, device });
  written.devices.add(device);
  const is = [`c${id}`, `h${id}`];
  if (id % 3 === 1) {
    const [a, b] = [String(one.recordId), String(outcomes[1].recordId)];
    const [recordA, recordB] = a < b ? [a, b] : [b, a];
    const input = { recordA, recordB, verdict: 'SAME', reason: 'Told so' };
    expect((await ask(here.steward, SAY, { input })).resolveMatch.__typename).toBe('MatchResolved');
    written.people.push([...is, `b${id}`].toSorted());
    return;
  }
  written.people.push([`b${id}`]);
  if (id % 5 !== 2) {
    written.people.push(is);
    return;
  }
  await reached(hub, await erase(hub, one.person.id));
  expect((await record(there.crm, { externalId: `c${id}`, ...factsOf(id) })).__typename).toBe('DoNotReimport');
  expect((await ask(here.crm, FOUND, { email: `person${id}@example.com` })).people.edges).toEqual([]);
  written.erased.push(...is);
}

/** That a record which is there already is known as such. */
export async function again(client: Client, externalId: string, id: number): Promise<void> {
  const outcome = await record(client, { externalId, ...factsOf(id), locale: 'en' });
  expect([outcome.__typename, ['UPDATED', 'UNCHANGED']]).toEqual([
    'PersonRecorded',
    expect.arrayContaining([outcome.outcome]),
  ]);
}

/** Somebody whom nothing of the load concerns. */
export async function bystander(client: Client): Promise<void> {
  await recorded(client, { externalId: 'bystander', name: { full: 'Bystander Alone' } });
}
