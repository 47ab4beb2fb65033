import type { Applicant } from './applicants.ts';
import type { PatientClient } from './patient.ts';
import type { Charges, VendorProcess } from './vendors.ts';
import { JOURNEY_FIELDS, type SeenJourney, documentVendor } from './watch.ts';

/** Somebody who applied, as the hub has it at the end. */
interface Decided {
  id: string;
  journeys: SeenJourney[];
  decisions: { id: string; outcome: string }[];
  verifications: { id: string; status: string }[];
}

/** What was found. */
export interface Proof {
  /** What is not as it should be; empty when all is well. */
  faults: string[];
  /** The journeys, one for each applicant. */
  journeys: SeenJourney[];
  /** For each vendor, how many checks it was charged for. */
  charged: Record<string, number>;
}

const LOOK = `query ($externalId: String!) {
  personByRecord(system: "onboarding", externalId: $externalId) {
    id journeys { ${JOURNEY_FIELDS} } decisions { id outcome } verifications { id status }
  }
}`;

/** Reads every applicant back, and asks the vendors for their books: each was decided exactly once, and paid for once. */
export async function prove(
  client: PatientClient,
  applicants: readonly Applicant[],
  vendors: readonly Pick<VendorProcess, 'id' | 'charges'>[],
): Promise<Proof> {
  const faults: string[] = [];
  const journeys: SeenJourney[] = [];
  for (const { externalId } of applicants) {
    const { personByRecord } = await client.ask<{ personByRecord: Decided | null }>(LOOK, { externalId });
    const fault = faultOf(personByRecord);
    if (fault !== undefined) faults.push(`${externalId}: ${fault}`);
    journeys.push(...(personByRecord?.journeys ?? []));
  }
  const books = await Promise.all(vendors.map(async ({ id, charges }) => ({ id, charges: await charges() })));
  for (const { id, charges } of books) faults.push(...chargedTwice(id, charges));
  for (const { id } of vendors) {
    const checks = journeys.filter((journey) => documentVendor(journey)?.vendor === id).length;
    const charged = Object.keys(books.find((one) => one.id === id)!.charges).length;
    if (checks !== charged) faults.push(`${id}: it checked ${checks} documents and charged for ${charged}`);
  }
  const charged = Object.fromEntries(books.map(({ id, charges }) => [id, Object.keys(charges).length]));
  return { faults, journeys, charged };
}

/** What is wrong with an applicant, if anything. */
export function faultOf(person: Decided | null): string | undefined {
  if (!person) return 'nobody knows of this record';
  const { journeys, decisions, verifications } = person;
  if (journeys.length !== 1) return `${journeys.length} journeys`;
  if (decisions.length !== 1) return `${decisions.length} decisions`;
  if (verifications.length !== 1) return `${verifications.length} verifications`;
  const [{ decisions: cited, state }] = journeys as [SeenJourney];
  if (cited.length !== 1 || cited[0]!.id !== decisions[0]!.id) return 'the decision is not the one of the journey';
  if (state !== 'ENDED' && state !== 'WAITING') return `the journey is ${state}`;
  return undefined;
}

function chargedTwice(vendor: string, charges: Charges): string[] {
  return Object.entries(charges).flatMap(([key, count]) =>
    count === 1 ? [] : [`${vendor}: charged ${count} times for ${key}`],
  );
}
