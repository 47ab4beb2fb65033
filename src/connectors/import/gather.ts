import type { Answer } from './answer.ts';
import type { PersonInput } from './canonical.ts';

/** A row on its way to the hub. */
export interface Row {
  input: PersonInput;
  idempotencyKey: string;
}

/** Rows of one request: more save little, and are locked together. */
export const MAX_ROWS = 100;
/** Bytes of one request, of the 1 MiB that a hub takes. */
const MAX_BYTES = 500_000;

/**
 * Gathers rows into requests, of which so many are under way at once. A request goes out when it is full, or when there is
 * nothing else under way to wait for.
 */
export function gatherRows(
  maxRequests: number,
  send: (rows: readonly Row[]) => Promise<Answer[]>,
): { add(row: Row): Promise<Answer> } {
  interface Waiting extends Row {
    bytes: number;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }
  const waiting: Waiting[] = [];
  let underWay = 0;

  const take = (): Waiting[] => {
    let bytes = 0;
    let count = 0;
    while (count < waiting.length && count < MAX_ROWS) {
      bytes += waiting[count]!.bytes;
      if (count > 0 && bytes > MAX_BYTES) break;
      count += 1;
    }
    return waiting.splice(0, count);
  };
  const go = (): void => {
    while (waiting.length > 0 && underWay < maxRequests && (underWay === 0 || waiting.length >= MAX_ROWS)) {
      const rows = take();
      underWay += 1;
      void send(rows)
        .then(
          (answers) => rows.forEach(({ resolve }, place) => resolve(answers[place]!)),
          (error: unknown) => {
            for (const { reject } of rows) reject(error);
          },
        )
        .finally(() => {
          underWay -= 1;
          go();
        });
    }
  };
  return {
    add: (row) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...row, bytes: JSON.stringify(row.input).length, resolve, reject });
        setImmediate(go);
      }),
  };
}
