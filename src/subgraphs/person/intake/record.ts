import { cleanPastMoment } from '../../../kernel/input/moments.ts';
import { type Problem, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { type FactsInput, type IntakeContext, type Statement, namedFields, readFacts } from './facts.ts';

/** The input of `recordPerson`, as far as it speaks of the person. */
export interface RecordInput extends FactsInput {
  externalId: string;
  assertedAt?: string | null;
}

/** The same, read. Means nothing while there are problems. */
export interface ReadRecord {
  externalId: string;
  assertedAt: Date;
  statements: Statement[];
}

/** Reads a record without a database. What is wrong goes to `problems`. Who owns a field is not looked at. */
export function readRecord(problems: Problems, input: RecordInput, context: IntakeContext): ReadRecord {
  const externalId = requiredText(problems, 'externalId', input.externalId) ?? '';
  const assertedAt = cleanPastMoment(problems, 'assertedAt', input.assertedAt, context.now);
  const statements = readFacts(problems, '', input, context);
  if (namedFields(input).length === 0) problems.add('', 'Expected at least one field of the person.');
  return { externalId, assertedAt, statements };
}

/** What `recordPerson` would answer as `InvalidInput`, so that a client can tell beforehand. */
export function findProblems(input: RecordInput, context: IntakeContext): Problem[] {
  const problems = new Problems();
  readRecord(problems, input, context);
  return problems.invalid().problems;
}
