import { cleanPastMoment } from '../../../kernel/input/moments.ts';
import { type Problem, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { type FactsInput, type IntakeContext, namedFields, readFacts } from './facts.ts';

/** The input of `recordPerson`, as far as it speaks of the person. */
export interface RecordInput extends FactsInput {
  externalId: string;
  assertedAt?: string | null;
}

/**
 * What `recordPerson` answers as `InvalidInput`, without a database: so a client can tell beforehand. Who owns a field is
 * not looked at; that is told by the system's kind.
 */
export function findProblems(input: RecordInput, context: IntakeContext): Problem[] {
  const problems = new Problems();
  requiredText(problems, 'externalId', input.externalId);
  cleanPastMoment(problems, 'assertedAt', input.assertedAt, context.now);
  readFacts(problems, '', input, context);
  if (namedFields(input).length === 0) problems.add('', 'Expected at least one field of the person.');
  return problems.invalid().problems;
}
