import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fault } from '../kernel/faults.ts';

const rate = z.number().min(0).max(1).default(0);
const milliseconds = z.number().int().min(0).max(3_600_000);

/** How a simulated vendor behaves. What is left away is what a good vendor does. */
export const Behaviour = z.strictObject({
  /** Chance draws from it: the same check of the same seed fares the same. */
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
  /** How long its API takes to answer. */
  latencyMs: milliseconds.default(0),
  /** Its API ends every connection without an answer. */
  down: z.boolean().default(false),
  /** How often its API answers 500, having done nothing. */
  errorRate: rate,
  /** How often its API takes a check, charges for it, and ends the connection without an answer. */
  hangRate: rate,
  /** How often it does not take a check: 422. */
  refuseRate: rate,
  /** How long a check takes. Null: until `POST /control/decide`. */
  decideAfterMs: milliseconds.nullable().default(50),
  /** How often a check passes; of the others, half fail. */
  passRate: z.number().min(0).max(1).default(0.9),
  /** Whether it says that a check has begun. */
  tellsBegin: z.boolean().default(true),
  /** How often a message is sent twice. */
  duplicateRate: rate,
  /** How often the result is sent before the message that the check has begun. */
  disorderRate: rate,
  /** How often a result is sent late, and how late. */
  lateRate: rate,
  lateMs: milliseconds.default(5_000),
  /** How often a message about a check that nobody asked for is sent too. */
  wrongRate: rate,
  /** How often a message signed with another secret is sent too. */
  forgedRate: rate,
});
export type Behaviour = z.infer<typeof Behaviour>;

/** Reads a behaviour: a file of JSON, or JSON itself. Throws CONFIGURATION naming what is wrong. */
export async function readBehaviour(text: string | undefined): Promise<Behaviour> {
  if (text === undefined) return Behaviour.parse({});
  try {
    const json = text.trimStart().startsWith('{') ? text : await readFile(text, 'utf8');
    return Behaviour.parse(JSON.parse(json));
  } catch (cause) {
    const where =
      cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join('.')}: ${cause.issues[0]?.message})` : '';
    throw fault({
      code: 'CONFIGURATION',
      public: `--behaviour: expected JSON of a behaviour, or a file of it${where}.`,
    });
  }
}
