import type { Problems } from './problems.ts';
import { requiredText } from './text.ts';

const KEY_MAX_LENGTH = 200;

/** A client's idempotency key: any text of at most 200 characters, or none. */
export function idempotencyKey(problems: Problems, key: string | null | undefined): string | undefined {
  return key == null ? undefined : requiredText(problems, 'idempotencyKey', key, KEY_MAX_LENGTH);
}
