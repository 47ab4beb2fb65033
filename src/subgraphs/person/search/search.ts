import { type ClassSet, classSet } from '../../../gate/classes.ts';
import type { DataClass } from '../../../kernel/data-classes.ts';
import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import type { Context } from '../context.ts';
import { valuesOf } from '../matching/profile.ts';
import { prepare } from '../../../resolution/score/frequencies.ts';
import { standardise } from '../../../resolution/standardise/index.ts';
import type { SearchFact, SearchInput } from '../schema.generated.ts';
import { openRecord } from '../unify.ts';
import { type Agreement, agreeing, createMatcher, together } from './agreement.ts';
import { readQuestion } from './asked.ts';
import type { Asked } from './terms.ts';
import { lookUp } from './look-up.ts';
import { listRecordsOf } from './store.ts';

/** Somebody who was found. */
export interface SearchHitModel {
  personId: string;
  score: number;
  agrees: SearchFact[];
}

/** The most people that a caller gets. */
const MAX_HITS = 50;
/** Records that are opened, and of those that say the same. */
const MAX_OPENED = 200;
const MAX_REPEATS = 20;

/**
 * People of whom a few facts are known, the likeliest first; null where nobody may be asked for by such facts. Whose data of their
 * classes may not be read is not found. Throws BAD_REQUEST with what was expected.
 */
export async function search(context: Context, input: SearchInput, first: number): Promise<SearchHitModel[] | null> {
  const { actor, access, pools, vault, models } = context;
  demand(actor, 'person:read');
  if (input.identifier != null) demand(actor, 'person:identifiers');
  if (first < 1 || first > MAX_HITS) throw fault({ code: 'BAD_REQUEST', public: `first: expected 1 to ${MAX_HITS}.` });
  const { asked, comparable } = readQuestion(input);
  const classes = classesOf(asked);
  if (!access.mightRead('Query.search', classes)) return null;
  const profiles = await lookUp(pools.read, vault, asked, MAX_OPENED);
  if (profiles.length === 0) return [];
  const [rows, { model, scorer }] = await Promise.all([
    listRecordsOf(pools.read, profiles, { each: MAX_REPEATS, most: MAX_OPENED }),
    models.activeId().then((id) => models.get(id)),
  ]);
  const matcher = createMatcher(scorer, asked, prepare(comparable, model.frequencies));
  const people = new Map<string, Agreement>();
  // Who may not be found is not even opened, so that nothing of the answer, nor its time, depends on what is sealed.
  const may = await Promise.all(rows.map(({ personId }) => access.covers(classes, [personId])));
  for (const row of rows.filter((_, index) => may[index])) {
    const { personId, facts } = openRecord(vault, row);
    const agreement = matcher.agreement(prepare(standardise(valuesOf(facts)), model.frequencies));
    people.set(personId, together(people.get(personId) ?? {}, agreement));
  }
  return [...people]
    .map(([personId, agreement]) => ({ personId, score: matcher.scoreOf(agreement), agrees: agreeing(agreement) }))
    .filter(({ score, agrees }) => score > 0 && agrees.length > 0)
    .toSorted((x, y) => y.score - x.score || (x.personId < y.personId ? -1 : 1))
    .slice(0, first);
}

const CLASS_OF_ASKED: Readonly<Record<keyof Asked, DataClass>> = {
  words: 'IDENTITY',
  birth: 'IDENTITY',
  email: 'CONTACT',
  phone: 'CONTACT',
  identifier: 'IDENTIFIERS',
  street: 'CONTACT',
  locality: 'CONTACT',
  postcode: 'CONTACT',
};

/** The classes of data that somebody is asked for by. */
function classesOf(asked: Asked): ClassSet {
  const keys = Object.keys(CLASS_OF_ASKED) as (keyof Asked)[];
  return classSet(keys.filter((key) => asked[key].length > 0).map((key) => CLASS_OF_ASKED[key]));
}
