import { expect, test } from 'vitest';
import { authorAmong } from '../../src/subgraphs/person/commands/tell-writes.ts';

const crm = { actor: 'crm', traceparent: 'a' };
const hr = { actor: 'hr', traceparent: 'b' };

/** Who is named behind a change of some people, when these wrote, each of one record of one person. */
function named(wrote: readonly (readonly [person: string, by: typeof crm])[], ids: readonly string[]) {
  const changes = wrote.map(([, by], place) => ({ record: { id: `r${place}` }, write: { by } }));
  const groups = [...new Set(wrote.map(([person]) => person))].map((id) => ({
    id,
    records: changes.filter((_, place) => wrote[place]![0] === id).map(({ record }) => record),
  }));
  return authorAmong(changes as never, groups as never, ids);
}

test('who alone wrote of people is behind what becomes of them, whoever writes of others at the same time', () => {
  expect(named([['p', crm], ['q', hr]], ['p'])).toEqual(crm); // prettier-ignore
  expect(named([['p', crm], ['q', hr]], ['q', 'away'])).toEqual(hr); // prettier-ignore
  expect(named([['p', crm], ['p', crm]], ['p'])).toEqual(crm); // prettier-ignore
});

test('of one who wrote in two traces none is named, and of several nobody', () => {
  expect(named([['p', crm], ['p', { ...crm, traceparent: 'c' }]], ['p'])).toEqual({ actor: 'crm', traceparent: undefined }); // prettier-ignore
  expect(named([['p', crm], ['q', hr]], ['p', 'q'])).toEqual({ actor: 'selfsame', traceparent: undefined }); // prettier-ignore
  expect(named([['p', crm]], ['away'])).toEqual({ actor: 'selfsame', traceparent: undefined }); // prettier-ignore
});
