import type { HubClient } from './client.ts';

const LINEAGE = /* GraphQL */ `
  query ($system: ID!, $externalId: String!) {
    ownership {
      field
      name
      owners
    }
    personByRecord(system: $system, externalId: $externalId) {
      id
      name {
        full
      }
      records {
        id
        externalId
      }
      lineage {
        id
        field
        value
        recordId
        state
        chosen
        chosenBy
        assertedAt
        system {
          id
          kind
        }
      }
    }
  }
`;

/** One assertion of one field by one source. */
export interface Claim {
  id: string;
  field: string;
  value: unknown;
  recordId: string;
  state: 'CURRENT' | 'SUPERSEDED';
  chosen: boolean;
  chosenBy: string | null;
  assertedAt: string;
  system: { id: string; kind: string };
}

/** A row of the governance matrix. */
interface FieldOwners {
  field: string;
  name: string;
  owners: string[];
}

/** A person as the demo needs it. */
export interface DemoPerson {
  id: string;
  name: { full: string };
  records: { id: string; externalId: string }[];
  lineage: Claim[];
  /** The governance matrix, in the order of the schema. */
  ownership: FieldOwners[];
}

/** The person of a record, with the history of every value. */
export async function findWithLineage(
  client: HubClient,
  record: { system: string; externalId: string },
): Promise<DemoPerson> {
  const { personByRecord, ownership } = await client.ask<{
    personByRecord: Omit<DemoPerson, 'ownership'> | null;
    ownership: FieldOwners[];
  }>(LINEAGE, record);
  if (!personByRecord) throw new Error(`The hub has no record ${record.externalId} of ${record.system}.`);
  return { ...personByRecord, ownership };
}

const WIDTHS = { value: 44, source: 17, asserted: 11 };

/** The lineage as a table: a block for each field, what is shown first (marked `*`), what was said before last. */
export function lineageTable({ lineage, records, ownership }: DemoPerson): string[] {
  const externalIds = new Map(records.map(({ id, externalId }) => [id, externalId]));
  const header = `    ${cell('value', WIDTHS.value)} ${cell('from', WIDTHS.source)} ${cell('asserted', WIDTHS.asserted)} why`;
  const blocks = ownership.flatMap(({ field, name, owners }) => {
    const claims = lineage.filter((claim) => claim.field === field).toSorted(byPlace);
    if (claims.length === 0) return [];
    const rows = claims.map((claim) => {
      const cells = [
        cell(valueText(claim.value), WIDTHS.value),
        cell(`${claim.system.id} ${externalIds.get(claim.recordId) ?? ''}`, WIDTHS.source),
        cell(claim.assertedAt.slice(0, 10), WIDTHS.asserted),
        reason(claim, claims, owners),
      ];
      return `  ${claim.chosen ? '*' : ' '} ${cells.join(' ')}`;
    });
    return [`${name.padEnd(16)}owned by ${owners.join(', ')}`, ...rows];
  });
  return [header, ...blocks];
}

/** Shown values first, then what the sources still say, then the history; in each, the newest first. */
function byPlace(a: Claim, b: Claim): number {
  const place = (claim: Claim): number => (claim.chosen ? 0 : claim.state === 'CURRENT' ? 1 : 2);
  return place(a) - place(b) || (a.assertedAt < b.assertedAt ? 1 : -1);
}

function reason(claim: Claim, claims: readonly Claim[], owners: readonly string[]): string {
  if (claim.state === 'SUPERSEDED') return 'history: the source has said something newer';
  if (!claim.chosen) return 'kept, not shown';
  switch (claim.chosenBy) {
    case 'PRECEDENCE': {
      const others = claims.filter((other) => !other.chosen && other.state === 'CURRENT');
      const kinds = owners.filter((kind) => others.some((other) => other.system.kind === kind));
      return `chosen: ${claim.system.kind} goes before ${kinds.join(' and ')}`;
    }
    case 'GATHERED':
      return 'shown: the field gathers all sources';
    case 'ONLY':
      return 'chosen: no other source says anything';
    default:
      return `chosen by ${claim.chosenBy?.toLowerCase()}`;
  }
}

/** What a value of any field says in a few words. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = value as {
    full?: string;
    value?: string;
    type?: string;
    lines?: string[];
    locality?: string;
    name?: string;
  };
  if (parts.full) return parts.full;
  if (parts.lines) return [...parts.lines, parts.locality].join(', ');
  if (parts.value)
    return parts.type && parts.type === parts.type.toUpperCase() ? `${parts.type} ${parts.value}` : parts.value;
  return parts.name ?? JSON.stringify(value);
}

function cell(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}
