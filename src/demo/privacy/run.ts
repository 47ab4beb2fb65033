import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../bar.ts';
import { openDemoHub } from '../hub.ts';
import { openStage } from '../journey/stage.ts';
import { openOwned, run } from './aside.ts';
import { type Cast, type Person, WHO } from './cast.ts';
import { giveArchive } from './archive.ts';
import { openStory } from './story.ts';
import { until } from './until.ts';

/** What to show. */
export interface PrivacyDemoOptions {
  out: Output;
  /** Ends the demo early; what it started is stopped all the same. */
  signal: AbortSignal;
}

const PURPOSE = 'marketing';

const RECORD = `mutation ($input: RecordPersonInput!) { recordPerson(input: $input) {
  __typename ... on PersonRecorded { recordId person { id } } ... on DoNotReimport { since } } }`;
const READ = `query ($id: ID!) { person(id: $id) { status name { full } emails { value } } }`;
const GRANT = `mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "${PURPOSE}",
  noticeVersion: "2026-01", language: "en", method: "web_form" }) { __typename } }`;
const WITHDRAW = `mutation ($id: ID!) { withdrawConsent(input: { personId: $id, purpose: "${PURPOSE}", method: "web_form" }) { __typename } }`;
const ERASE = `mutation ($id: ID!) { erasePerson(input: { personId: $id, reason: "SUBJECT_REQUEST" }) {
  __typename ... on ErasureOpened { erasureId } } }`;
const STATUS = `query ($id: ID!) { erasureStatus(id: $id) { state logicallyCompleteAt finalOn finalWaitsFor
  subgraphs { subgraph state } systems { system state } } }`;
const ENTRIES = `query ($filter: AuditFilter!) { auditEntries(filter: $filter, first: 5) {
  entries { index kind client event fields purposes peopleCount personIds } } }`;

interface Read {
  person: { status: string; name: { full: string } | null; emails: { value: string }[] | null } | null;
}

/**
 * Tells what becomes of one person's data: agreed to, read, taken back, kept back, handed out, erased; and of the log of it, which shows when
 * somebody changes one byte. Leaves nothing behind. Throws when anything is not as it says.
 */
export async function runPrivacyDemo({ out, signal }: PrivacyDemoOptions): Promise<void> {
  const from = performance.now();
  using stage = openStage(out);
  const story = openStory(stage);
  story.say('Starting a hub of its own, with an embedded PostgreSQL …');
  await using hub = await openDemoHub();
  await using database = await openOwned(hub.folder);
  const [crm, marketing, officer, auditor] = await Promise.all([
    hub.as('crm'),
    hub.as('marketing'),
    hub.as('steward', 'privacy_officer'),
    hub.as('steward', 'auditor'),
  ]);
  const cast: Cast = { story, hub, database, crm, marketing, officer, auditor, signal };
  story.say(`It listens on ${hub.url} and will be gone at the end.`);
  const person = await consentAndRead(cast);
  await giveArchive(cast, person.id);
  await erase(cast, person);
  await verify(cast, person.id);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  stage.say(
    '',
    `Done in ${seconds} s. docs/reading.md, docs/rights.md, docs/erasure.md and docs/audit.md say how it works.`,
  );
}

async function consentAndRead({ story, crm, marketing, signal }: Cast): Promise<Person> {
  story.title('1. The CRM records somebody, who agrees to marketing');
  story.asks('crm', RECORD);
  const { recordPerson } = await crm.ask<{ recordPerson: { recordId: string; person: { id: string } } }>(RECORD, {
    input: WHO,
  });
  story.answers(recordPerson);
  const { id } = recordPerson.person;
  story.asks('crm', GRANT);
  const { grantConsent } = await crm.ask<{ grantConsent: { __typename: string } }>(GRANT, { id });
  story.claim(grantConsent.__typename === 'ConsentRecorded', 'the consent is recorded');

  story.title('2. A marketing system reads the person: there is a basis');
  story.asks('marketing', READ);
  const { person } = await marketing.ask<Read>(READ, { id });
  story.answers(person);
  story.claim(person?.name?.full === WHO.name.full, 'the name is shown');

  story.title('3. The person takes it back, and marketing reads again');
  story.asks('crm', WITHDRAW);
  const { withdrawConsent } = await crm.ask<{ withdrawConsent: { __typename: string } }>(WITHDRAW, { id });
  story.claim(withdrawConsent.__typename === 'ConsentRecorded', 'the withdrawal is recorded');
  signal.throwIfAborted();
  story.asks('marketing', READ);
  const { data, extensions } = await marketing.answer<Read>(READ, { id });
  const withheld = (extensions?.['withheld'] ?? []) as { field: string; reason: string; purpose: string }[];
  story.answers({
    data,
    withheld: withheld.map(({ field, reason, purpose }) => ({ field, reason, purpose })),
  });
  const isEmpty = data.person?.name === null && data.person.emails === null;
  story.claim(isEmpty, 'nothing of the person is shown, with the very next read');
  story.claim(
    withheld.length > 0 && withheld.every(({ reason }) => reason === 'CONSENT_WITHDRAWN'),
    'the answer says why: CONSENT_WITHDRAWN',
  );
  return { id, recordId: recordPerson.recordId };
}

async function erase({ story, database, crm, officer, signal }: Cast, { id, recordId }: Person): Promise<void> {
  story.title('5. A privacy officer erases the person');
  const keys = async (): Promise<string[]> => {
    const rows = await database.sql<{ wrapped: Buffer }[]>`
      select wrapped from person.key where id in (${id}, ${recordId})`;
    return rows.map(({ wrapped }) => wrapped.toString('hex'));
  };
  const before = await keys();
  story.say(
    `  The database has ${before.length} keys: of the person, and of the record. Only they open what they sealed.`,
  );
  story.asks('privacy officer', ERASE);
  const { erasePerson } = await officer.ask<{ erasePerson: { __typename: string; erasureId: string } }>(ERASE, { id });
  story.claim(erasePerson.__typename === 'ErasureOpened', `the erasure ${erasePerson.erasureId} has begun`);
  story.asks('privacy officer', STATUS);
  const status = await until(signal, async () => {
    const { erasureStatus } = await officer.ask<{ erasureStatus: ErasureStatus }>(STATUS, {
      id: erasePerson.erasureId,
    });
    return erasureStatus.state === 'LOGICALLY_COMPLETE' || erasureStatus.state === 'FINAL' ? erasureStatus : undefined;
  });
  story.answers(status);
  story.claim(
    status.subgraphs.every(({ state }) => state === 'DONE'),
    `all ${status.subgraphs.length} parts of the hub have erased`,
  );
  const finality = status.finalOn
    ? `on ${status.finalOn}`
    : `once the wrapping key ${status.finalWaitsFor[0]?.slice(0, 12)}… is destroyed, which could still open a backup`;
  story.claim(status.finalOn !== null || status.finalWaitsFor.length > 0, `it is final ${finality}`);
  // The id of the person stays, and seals under a key of its own that there is nothing.
  const after = await keys();
  story.claim(
    before.length === 2 && !before.some((key) => after.includes(key)),
    'both keys are gone from the database: nobody can open what they sealed',
  );
  const { person } = await crm.ask<Read>(READ, { id });
  story.claim(!person?.name, 'the CRM, which had sent the person, reads nothing of it');
  story.asks('crm', RECORD);
  const { recordPerson } = await crm.ask<{ recordPerson: { __typename: string } }>(RECORD, { input: WHO });
  story.answers(recordPerson);
  story.claim(recordPerson.__typename === 'DoNotReimport', 'the same record does not come back');
}

interface ErasureStatus {
  state: string;
  finalOn: string | null;
  finalWaitsFor: string[];
  subgraphs: { subgraph: string; state: string }[];
}

interface Entries {
  auditEntries: { entries: { index: number; kind: string; peopleCount: number; personIds: string[] }[] };
}

async function verify({ story, hub, database, auditor, signal }: Cast, personId: string): Promise<void> {
  story.title('6. An auditor looks at the log of all that');
  const filter = { kind: 'READ', client: 'marketing' };
  story.asks('auditor', ENTRIES);
  const entries = await until(signal, async () => {
    const { auditEntries } = await auditor.ask<Entries>(ENTRIES, { filter });
    return auditEntries.entries.length > 0 ? auditEntries.entries : undefined;
  });
  story.answers(entries);
  story.claim(
    entries.every(({ peopleCount, personIds }) => peopleCount === 1 && personIds.length === 0),
    'the reads by marketing are there, and nobody can say any more of whom',
  );
  const kept = join(hub.folder, 'kept.checkpoint');
  const checkpoint = await run(hub.folder, 'audit', 'checkpoint');
  await writeFile(kept, `${checkpoint.said}\n`);
  const args = ['audit', 'verify', '--from', kept];
  story.say(`  $ selfsame ${args.slice(0, 3).join(' ')} kept.checkpoint`);
  const good = await run(hub.folder, ...args);
  story.say(`    ${good.said}`);
  story.claim(good.code === 0, 'the log is as it was signed');

  story.title('7. Somebody who may do all in the database changes one byte of it');
  const { index } = entries[0]!;
  const statement = `update audit.entry set body = replace(body, '"marketing"', '"larketing"') where index = ${index}`;
  story.asks('owner of the database', statement);
  const { count } = await database.sql.unsafe(statement);
  story.claim(count === 1, `entry ${index} says that another system read it`);
  const bad = await run(hub.folder, ...args);
  story.say(`    ${bad.said}`);
  const isNamed = new RegExp(`\\b${index}\\b`).test(bad.said);
  story.claim(bad.code === 1 && bad.said.startsWith('DAMAGED') && isNamed, `it is caught, and entry ${index} is named`);
  story.claim(!bad.said.includes(personId), 'without a word about anybody');
}
