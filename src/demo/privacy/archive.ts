import { createHash } from 'node:crypto';
import { compactVerify, createRemoteJWKSet } from 'jose';
import { expectOutcome } from '../client.ts';
import { type Cast, WHO } from './cast.ts';
import { until } from './until.ts';
import { unzip } from './unzip.ts';

const OPEN = `mutation ($id: ID!) { openCase(input: { personId: $id, kind: ACCESS, channel: "web_form",
  details: "What do you know of me?" }) { __typename ... on CaseOpened { caseId case { state dueAt } } } }`;
const IDENTIFY = `mutation ($id: ID!) { identifyRequester(input: { caseId: $id, identityProof: { method: KNOWN_CONTACT } }) {
  __typename ... on CaseChanged { case { state } } } }`;
const ADVANCE = `mutation ($id: ID!) { advanceCase(input: { caseId: $id }) { __typename ... on CaseChanged { case { state } } } }`;
const OFFER = `mutation ($id: ID!) { offerExport(input: { caseId: $id }) {
  __typename ... on ExportOffered { path export { downloads expiresAt } } } }`;
const DELIVERED = `query ($id: ID!) { case(id: $id) { exports { deliveredAt digest bytes } } }`;
const COMPLETE = `mutation ($id: ID!) { completeCase(input: { caseId: $id }) {
  __typename ... on CaseChanged { case { state steps { action } } } } }`;

interface Delivered {
  case: { exports: { deliveredAt: string | null; digest: string | null }[] };
}

/** What is shown of `person.json`. */
interface Archive {
  person: { name: { full: string } };
  records: { system: { id: string }; externalId: string }[];
  consents: { purpose: string; history: { action: string; receipt: string }[] }[];
  readers: { system: string; time: string; purposes: string[]; fields: string[] }[];
}

/** The person asks what is known of it: the case, the archive behind its link, the proof that nothing of it was changed. */
export async function giveArchive({ story, hub, officer, signal }: Cast, personId: string): Promise<void> {
  story.title('4. The person asks to see everything');
  const ask = async <Outcome extends { __typename: string }>(
    mutation: string,
    id: string,
    name: Outcome['__typename'],
  ): Promise<Outcome> => {
    story.asks('privacy officer', mutation);
    const [outcome] = Object.values(await officer.ask<Record<string, Outcome>>(mutation, { id }));
    return expectOutcome<Outcome>(outcome!, name);
  };
  const { caseId } = await ask<{ __typename: 'CaseOpened'; caseId: string }>(OPEN, personId, 'CaseOpened');
  await ask(IDENTIFY, caseId, 'CaseChanged');
  await ask(ADVANCE, caseId, 'CaseChanged');
  const { path } = await ask<{ __typename: 'ExportOffered'; path: string }>(OFFER, caseId, 'ExportOffered');
  const shown = `GET ${path.slice(0, path.lastIndexOf('/') + 9)}…`;
  story.asks('the person, without a token', shown);
  const response = await fetch(hub.url + path);
  const files = await unzip(Buffer.from(await response.arrayBuffer()));
  story.answers(Object.fromEntries(Array.from(files, ([name, { length }]) => [name, `${length} bytes`])));

  const person = JSON.parse(contentOf(files, 'person.json').toString()) as Archive;
  story.say('  In person.json stands among other things:');
  story.answers({
    name: person.person.name.full,
    records: person.records.map(({ system, externalId }) => `${system.id} ${externalId}`),
    consents: person.consents.map(({ purpose, history }) => ({
      purpose,
      history: history.map(({ action }) => action),
    })),
    readers: person.readers.map(({ system, purposes, fields }) => ({ system, purposes, fields })),
  });
  story.claim(person.person.name.full === WHO.name.full, 'it holds what is known of the person');
  story.claim(
    person.consents.some(({ history }) => history.some(({ action }) => action === 'WITHDRAWN')),
    'what the person said, and took back, each with a signed receipt',
  );
  story.claim(
    person.readers.some(({ system, purposes }) => system === 'marketing' && purposes.includes('marketing')),
    'and who read it: marketing, for the purpose that the person had agreed to',
  );
  const digest = await verifyManifest(files, new URL('/.well-known/export-jwks.json', hub.url));
  story.claim(
    true,
    'the manifest is signed by a key that the hub publishes, and each file has the digest that it says',
  );

  story.asks('somebody who found the link', shown);
  const again = await fetch(hub.url + path);
  story.answers({ status: again.status, ...((await again.json()) as object) });
  story.claim(again.status === 410, 'the link works once');
  story.asks('privacy officer', DELIVERED);
  const delivered = await until(signal, async () => {
    const { exports } = (await officer.ask<Delivered>(DELIVERED, { id: caseId })).case;
    return exports.find(({ deliveredAt }) => deliveredAt !== null);
  });
  story.answers(delivered);
  story.claim(
    delivered.digest === digest,
    'the hub has kept the digest of what went out, and nothing of what was in it',
  );
  const { case: closed } = await ask<{ __typename: 'CaseChanged'; case: { steps: { action: string }[] } }>(
    COMPLETE,
    caseId,
    'CaseChanged',
  );
  story.answers(closed);
  story.claim(closed.steps.length > 0, 'the case is closed, and keeps what was done for it');
}

/** Throws unless the manifest is signed, and each file is as it says: what anybody can find out with a library for JOSE. Its digest. */
async function verifyManifest(files: ReadonlyMap<string, Buffer>, keys: URL): Promise<string> {
  const { payload } = await compactVerify(contentOf(files, 'manifest.jws').toString(), createRemoteJWKSet(keys));
  const manifest = JSON.parse(Buffer.from(payload).toString()) as { files: { name: string; sha256: string }[] };
  for (const { name, sha256 } of manifest.files) {
    if (sha256Of(contentOf(files, name)) !== sha256)
      throw new Error(`Not as it should be: ${name} is not what the manifest says.`);
  }
  return sha256Of(payload);
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function contentOf(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const content = files.get(name);
  if (!content) throw new Error(`Not as it should be: the archive has no ${name}.`);
  return content;
}
