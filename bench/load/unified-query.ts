// One question: a person with its records, verifications with checks, decisions and consents. Each contender is asked in
// the words of its own schema, and all must answer the same.

/** For the hub. */
export const HUB_QUERY = `query Unified($id: ID!) {
  person(id: $id) {
    id status version createdAt updatedAt
    name { full given middle family script }
    birthDate nationalities
    emails { value type }
    phones { value type }
    addresses { lines locality postalCode country }
    identifiers { type value country }
    employer { name jobTitle }
    locale
    records { id externalId version assertedAt recordedAt system { id kind } }
    verifications {
      id status requestedBy requestedAt completedAt expiresAt
      checks { id kind status vendor method score reasonCodes traceId completedAt validUntil }
    }
    decisions { id subject outcome reasons { code text } policy { name version } decidedBy decidedAt }
    consents { id purpose status expiresAt changedAt }
  }
}`;

/** For PostGraphile over the plain tables, whose JSON columns need no selection. */
export const POSTGRAPHILE_QUERY = `query Unified($id: UUID!) {
  person: personByRowId(rowId: $id) {
    id: rowId status version createdAt updatedAt
    name birthDate nationalities emails phones addresses identifiers employer locale
    records: recordsByPersonIdList(orderBy: [ROW_ID_ASC]) {
      id: rowId externalId version assertedAt recordedAt
      system: systemBySystemId { id: rowId kind }
    }
    verifications: verificationsByPersonIdList(orderBy: [REQUESTED_AT_DESC], first: 50) {
      id: rowId status requestedBy requestedAt completedAt expiresAt
      checks: checksByVerificationIdList(orderBy: [PLACE_ASC]) {
        id: rowId kind status vendor method score reasonCodes traceId completedAt validUntil
      }
    }
    decisions: decisionsByPersonIdList(orderBy: [DECIDED_AT_DESC], first: 50) {
      id: rowId subject outcome reasons policy decidedBy decidedAt
    }
    consents: consentsByPersonIdList(orderBy: [PURPOSE_ASC]) { id: rowId purpose status expiresAt changedAt }
  }
}`;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** An answer as far as it says something: null and left away are the same, and so is a moment in whatever notation. */
export function essence(value: unknown): unknown {
  if (typeof value === 'string' && MOMENT.test(value)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, essence(member)]),
  );
}
