import { type ClassSet, classSet } from '../../gate/classes.ts';
import { demand } from '../../kernel/actor.ts';
import { fault } from '../../kernel/faults.ts';
import { isId } from '../../kernel/ids.ts';
import { parseMoment } from '../../kernel/input/moments.ts';
import { pageSize } from '../../kernel/input/page.ts';
import { Problems } from '../../kernel/input/problems.ts';
import type { Context } from './context.ts';
import { normaliseEmail } from './intake/contacts.ts';
import { cleanIdentifierKey } from './intake/identifiers.ts';
import { emailKey, identifierKey, lookupBlind } from './lookup.ts';
import type { PersonModel } from './models.ts';
import { type FoundPerson, type PeopleQuery, listPeopleIds } from './store.ts';

/** Narrows a list of people; all that is given must hold. */
export interface PeopleFilter {
  email?: string | null;
  identifier?: { type: string; value: string; country?: string | null } | null;
  system?: string | null;
  changedSince?: string | null;
}

/** A Relay connection. */
export interface PeoplePage {
  edges: { cursor: string; node: PersonModel }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** People with one value that are looked at for a page. When none of so many may be found, the list ends. */
const MAX_LOOKED = 1_000;

/**
 * One page of people, the least recently changed first; null where nobody may be asked for by such data. Throws BAD_REQUEST or
 * BAD_CURSOR with what was expected.
 */
export async function listPeoplePage(
  context: Context,
  filter: PeopleFilter,
  first: number,
  after: string | null | undefined,
): Promise<PeoplePage | null> {
  demand(context.actor, 'person:read');
  const size = pageSize(first);
  const query: PeopleQuery = {
    blinds: blindsOf(context, filter),
    system: systemOf(context, filter),
    changedSince: changedSince(filter),
    after: after == null ? undefined : readCursor(after),
    limit: size + 1,
  };
  if (!context.access.mightRead('Query.people', classesOf(filter))) return null;
  const isKnown = query.system === undefined || (await context.registry.all()).has(query.system);
  const rows = isKnown ? await listFindable(context, query, classesOf(filter)) : [];
  const shown = rows.slice(0, size);
  const people = await context.loaders.person.loadMany(shown.map((row) => row.id));
  const edges = people.flatMap((node, index) => {
    if (node instanceof Error) throw node;
    return node ? [{ cursor: toCursor(shown[index]!), node }] : [];
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The classes of data that people are asked for by. */
function classesOf({ email, identifier }: PeopleFilter): ClassSet {
  return classSet([
    ...(email == null ? [] : (['CONTACT'] as const)),
    ...(identifier == null ? [] : (['IDENTIFIERS'] as const)),
  ]);
}

/**
 * People as asked for, without those whose data of the classes may not be read: whoever has it is not told of by finding them, nor by
 * where a page ends.
 */
async function listFindable({ access, pools }: Context, query: PeopleQuery, classes: ClassSet): Promise<FoundPerson[]> {
  if (classes === 0) return listPeopleIds(pools.read, query);
  const rows = await listPeopleIds(pools.read, { ...query, limit: MAX_LOOKED });
  const may = await Promise.all(rows.map(({ id }) => access.covers(classes, [id])));
  return rows.filter((_, place) => may[place]).slice(0, query.limit);
}

/** What the filter's values are found by. A filter is a question too, so it needs the scope of what it asks about. */
function blindsOf({ actor, vault }: Context, { email, identifier }: PeopleFilter): string[] {
  const keys: string[] = [];
  if (email != null) {
    const address = normaliseEmail(email);
    if (!address) throw badRequest('filter.email: expected an e-mail address such as ada@example.com.');
    keys.push(emailKey(address));
  }
  if (identifier != null) {
    demand(actor, 'person:identifiers');
    const problems = new Problems();
    const key = cleanIdentifierKey(problems, 'filter.identifier', identifier);
    const [problem] = problems.list;
    if (problem) throw badRequest(`${problem.path}: ${problem.message}`);
    keys.push(identifierKey(key));
  }
  return keys.map((key) => lookupBlind(vault, key));
}

/** Which systems know a person stands in the records. */
function systemOf({ actor }: Context, { system }: PeopleFilter): string | undefined {
  if (system == null) return undefined;
  demand(actor, 'person:lineage');
  return system;
}

function changedSince(filter: PeopleFilter): Date | undefined {
  if (filter.changedSince == null) return undefined;
  const moment = parseMoment(filter.changedSince);
  if (!moment) throw badRequest('filter.changedSince: expected a moment such as 2026-03-01T09:30:00Z.');
  return moment;
}

function toCursor(row: FoundPerson): string {
  return Buffer.from(`${row.at} ${row.id}`).toString('base64url');
}

function readCursor(cursor: string): { updatedAt: string; id: string } {
  const [updatedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!isId(id) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(updatedAt) || !parseMoment(updatedAt)) {
    throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
  }
  return { updatedAt, id };
}

function badRequest(text: string): Error {
  return fault({ code: 'BAD_REQUEST', public: text });
}
