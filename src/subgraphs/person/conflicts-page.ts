import { demand } from '../../kernel/actor.ts';
import { fault } from '../../kernel/faults.ts';
import { isId } from '../../kernel/ids.ts';
import { pageSize } from '../../kernel/input/page.ts';
import type { Source } from './choose.ts';
import { findConflicts } from './conflicts.ts';
import type { Context } from './context.ts';
import type { PersonField } from './fields.ts';
import type { History } from './loaders.ts';
import type { ClaimModel, PersonModel, SystemModel } from './models.ts';
import { listConflicted } from './store.ts';

/** The conflicts of one person. */
export interface PersonConflicts {
  person: PersonModel;
  fields: { field: PersonField; claims: ClaimModel[] }[];
}

/** A Relay connection of people with conflicts. */
export interface ConflictsPage {
  edges: { cursor: string; node: PersonConflicts }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/**
 * One page of people on whom equally good sources contradict each other, the oldest first. A person whose sources are
 * trusted otherwise by now is left out. Throws BAD_REQUEST or BAD_CURSOR with what was expected.
 */
export async function listConflictsPage(
  context: Context,
  input: { first?: number | null; after?: string | null; personId?: string | null },
): Promise<ConflictsPage> {
  const { pools, loaders, actor } = context;
  demand(actor, 'match:review');
  const size = pageSize(input.first ?? 20);
  const after = input.after == null ? undefined : readCursor(input.after);
  const person = input.personId == null ? undefined : await loaders.person.load(input.personId);
  const ids =
    input.personId != null && !person
      ? []
      : await listConflicted(pools.read, { personId: person?.id, after, limit: size + 1 });
  const shown = ids.slice(0, size);
  const nodes = await Promise.all(shown.map((id) => conflictsOf(context, id)));
  return {
    edges: nodes.flatMap((node, place) => (node ? [{ cursor: toCursor(shown[place]!), node }] : [])),
    pageInfo: {
      hasNextPage: ids.length > size,
      hasPreviousPage: after !== undefined,
      startCursor: shown[0] ? toCursor(shown[0]) : null,
      endCursor: shown.length > 0 ? toCursor(shown.at(-1)!) : null,
    },
  };
}

async function conflictsOf(context: Context, id: string): Promise<PersonConflicts | undefined> {
  const { loaders, registry, ownership } = context;
  const [person, history] = await Promise.all([loaders.person.load(id), loaders.history.load(id)]);
  const systems = await registry.of(history.all);
  const conflicts = findConflicts(sourcesOf(history, systems), ownership);
  if (!person || conflicts.length === 0) return undefined;
  return {
    person,
    fields: conflicts.map(({ field, claimIds }) => ({
      field,
      claims: claimIds.map((claimId) => history.byId.get(claimId)!),
    })),
  };
}

/** What each record says now. What a steward released is said no more. */
function sourcesOf({ current }: History, systems: ReadonlyMap<string, SystemModel>): Source[] {
  return [...current].map(([recordId, claims]) => {
    const system = systems.get(claims[0]!.systemId)!;
    const said = system.kind === 'STEWARD' ? claims.filter(({ overridden }) => overridden) : claims;
    return {
      recordId,
      system,
      facts: Object.fromEntries(
        said.map(({ id, field, value, assertedAt, recordedAt }) => [
          field,
          { claimId: id, value, assertedAt: assertedAt.toISOString(), recordedAt: recordedAt.toISOString() },
        ]),
      ),
    };
  });
}

function toCursor(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!isId(id)) throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  return id;
}
