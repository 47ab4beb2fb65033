import { Problems } from '../kernel/input/problems.ts';
import { FIELD_NAMES } from '../subgraphs/person/fields.ts';
import type { PersonValues } from '../resolution/values.ts';
import { type FactsInput, type IntakeContext, namedFields, readFacts } from '../subgraphs/person/intake/facts.ts';

/** Fields that say something even where intake would refuse them: a birth date with a slip, an e-mail address cut short. */
const TELLING_AS_WRITTEN: ReadonlySet<string> = new Set(['birthDate', 'emails', 'phones']);

/** The values of a record, normalised as intake does. What it would refuse stays as it is written, or goes. */
export function valuesOf(facts: FactsInput, context: IntakeContext): PersonValues {
  const values: Record<string, unknown> = {};
  for (const field of namedFields(facts)) {
    const name = FIELD_NAMES[field];
    const problems = new Problems();
    const [statement] = readFacts(problems, '', { [name]: facts[name] }, context);
    if (problems.list.length === 0) values[name] = statement!.value ?? undefined;
    else if (TELLING_AS_WRITTEN.has(name)) values[name] = facts[name] ?? undefined;
  }
  return values;
}
