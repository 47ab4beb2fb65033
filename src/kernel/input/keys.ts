import type { Problems } from './problems.ts';
import { textProblem } from './text.ts';

const KEY_MAX_LENGTH = 200;

/** A client's idempotency key: any text of 1 to 200 characters, taken as it is; or none. */
export function idempotencyKey(problems: Problems, key: string | null | undefined): string | undefined {
  if (key == null) return undefined;
  const problem = key === '' ? 'Expected text that is not empty.' : textProblem(key, KEY_MAX_LENGTH);
  return problem ? problems.add('idempotencyKey', problem) : key;
}
