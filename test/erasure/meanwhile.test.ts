import { expect, test } from 'vitest';
import { createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { MARK, erase, reached, whole } from './support.ts';

test('what is recorded, asked and decided of a person while they are erased is erased too, or refused', async () => {
  await using hub = await createHub();
  const { personId } = await whole(hub);
  const [crm, onboarding, idp] = await Promise.all(['crm', 'onboarding', 'idp'].map((system) => hub.as(system)));
  let isOver = false;
  const outcomes = new Set<string>();
  const until = async (work: (n: number) => Promise<string>): Promise<void> => {
    for (let n = 0; !isOver; n++) outcomes.add(await work(n));
  };
  /** What a mutation of the person was answered, or why it failed. */
  const say = async (client: typeof crm, mutation: string): Promise<string> => {
    const { data, errors } = await client!.query(`mutation ($id: ID!) { it: ${mutation} { __typename } }`, {
      id: personId,
    });
    return data?.it?.__typename ?? errors![0]!.extensions!.code;
  };
  const said = { name: { given: 'Ada', family: `${MARK}Ada` }, emails: [{ value: `${MARK}Ada@example.com` }] };
  const writing = [
    ...[0, 1, 2].map((writer) =>
      until(async (n) => (await record(crm!, { ...said, externalId: `${writer}-${n}` })).__typename),
    ),
    until(() => say(onboarding, 'requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] })')),
    until(() => say(idp, 'recordSignal(input: { personId: $id, kind: LOGIN_SUCCEEDED, deviceId: "d" })')),
    until((n) =>
      say(
        onboarding,
        `grantConsent(input: { personId: $id, purpose: "marketing", noticeVersion: "${n}", language: "en", method: "web_form" })`,
      ),
    ),
  ];
  await reached(hub, await erase(hub, personId));
  await new Promise((resolve) => setTimeout(resolve, 200));
  isOver = true;
  await Promise.all(writing);
  expect(outcomes).toContain('DoNotReimport');
  const wrong = ['INTERNAL', 'INTERNAL_SERVER_ERROR'].filter((code) => outcomes.has(code));
  expect(wrong).toEqual([]);
  const steward = await hub.as('steward');
  const { people } = await ask(steward, `{ people(filter: { email: "${MARK}Ada@example.com" }) { edges { cursor } } }`);
  expect(people.edges).toEqual([]);
  const { person } = await ask(steward, 'query ($id: ID!) { person(id: $id) { status verifications { status } } }', {
    id: personId,
  });
  expect(person.status).toBe('FORGOTTEN');
  expect(person.verifications.every(({ status }: { status: string }) => status === 'CANCELLED')).toBe(true);
});
