import { z } from 'zod';
import { fault } from '../../kernel/faults.ts';
import type { Reply } from './post.ts';
import type { Reason } from './rejects.ts';
import { Transient } from './retry.ts';

/** What the hub made of a record. */
export type Answer =
  | {
      readonly kind: 'recorded';
      readonly outcome: 'created' | 'joined' | 'updated' | 'late' | 'unchanged';
      readonly system: string | undefined;
    }
  /** The record is wrong. Nothing was stored. */
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** The hub failed on it, again and again. */
  | { readonly kind: 'failed'; readonly message: string };

/** The hub did not take the token; the message is what it said. */
export class TokenRefused extends Error {}

/** The hub failed in a way that it does not explain. */
export class HubFailure extends Error {}

const resultSchema = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('PersonRecorded'),
    outcome: z.enum(['CREATED', 'JOINED', 'UPDATED', 'LATE', 'UNCHANGED']),
    recordId: z.string(),
    person: z
      .object({ records: z.array(z.object({ id: z.string(), system: z.object({ id: z.string() }) })).nullable() })
      .nullish(),
  }),
  z.object({
    __typename: z.literal('FieldNotOwned'),
    fields: z.array(z.object({ field: z.string(), owners: z.array(z.string()) })),
  }),
  z.object({
    __typename: z.literal('InvalidInput'),
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
  z.object({ __typename: z.literal('IdempotencyConflict'), message: z.string(), inFlight: z.boolean() }),
  z.object({ __typename: z.literal('VersionConflict'), expected: z.number(), actual: z.number() }),
  z.object({ __typename: z.literal('DoNotReimport'), since: z.string() }),
]);

const bodySchema = z.object({
  data: z
    .object({
      recordPerson: resultSchema.nullish(),
      recordPeople: z.object({ outcomes: z.array(resultSchema) }).nullish(),
    })
    .nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).nullish() }))
    .nullish(),
});

/** Statuses of proxies and overloaded servers, which pass by themselves. */
const PASSING = new Set([408, 429, 502, 503, 504]);

/**
 * Reads the reply to `ImportPeople`: an answer for each row; undefined for a row whose first use has not ended, which has to be
 * sent again. What the hub said of the request as a whole is one answer for all.
 */
export function readAnswers(reply: Reply): (Answer | undefined)[] | Answer {
  const outcomes = bodySchema.safeParse(parseJson(reply.text)).data?.data?.recordPeople?.outcomes;
  if (!outcomes) return readAnswer(reply);
  return outcomes.map((outcome) =>
    outcome.__typename === 'IdempotencyConflict' && outcome.inFlight ? undefined : readResult(outcome),
  );
}

/**
 * Reads the reply to `ImportPerson`. Throws `Transient` for what passes by itself, `TokenRefused`, `HubFailure`,
 * and faults for what no row can mend.
 */
export function readAnswer(reply: Reply): Answer {
  const body = bodySchema.safeParse(parseJson(reply.text));
  const result = body.data?.data?.recordPerson;
  if (result) return readResult(result);
  const error = body.data?.errors?.[0];
  const code = error?.extensions?.code;
  if (code === 'UNAVAILABLE' || PASSING.has(reply.status))
    throw new Transient(code ?? `HTTP ${reply.status}`, reply.retryAfterMs);
  if (code === 'UNAUTHENTICATED' || reply.status === 401)
    throw new TokenRefused(error?.message ?? 'it is expired, or of another issuer.');
  if (code === 'FORBIDDEN' || reply.status === 403) {
    throw fault({
      code: 'FORBIDDEN',
      public:
        'The token may not write people: it needs the scope person:write, and its system must be of a kind that may hold it.',
    });
  }
  if (code === 'LIMIT_EXCEEDED' || reply.status === 413)
    return refused(error?.message ?? 'larger than the hub accepts');
  if (reply.status >= 500 || code?.startsWith('INTERNAL'))
    throw new HubFailure(error?.message ?? `HTTP ${reply.status}`);
  const reasons = (body.data?.errors ?? []).flatMap(({ message }) => variableProblem(message) ?? []);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  throw fault({
    code: 'BAD_REQUEST',
    public: error
      ? `The hub does not understand the import: ${error.message}`
      : `The endpoint is no Selfsame hub (HTTP ${reply.status}).`,
  });
}

function readResult(result: z.infer<typeof resultSchema>): Answer {
  switch (result.__typename) {
    case 'PersonRecorded': {
      const record = result.person?.records?.find(({ id }) => id === result.recordId);
      return { kind: 'recorded', outcome: OUTCOMES[result.outcome], system: record?.system.id };
    }
    case 'FieldNotOwned':
      return {
        kind: 'refused',
        reasons: result.fields.map(({ field, owners }) => ({
          path: field,
          message: `not owned by this kind of system; owners: ${owners.join(', ')}`,
        })),
      };
    case 'InvalidInput':
      return { kind: 'refused', reasons: result.problems };
    case 'VersionConflict':
      return refused(`the record has version ${result.actual}, not ${result.expected}`);
    case 'DoNotReimport':
      return refused(`the person was erased on ${result.since.slice(0, 10)} and is not to come back`);
    case 'IdempotencyConflict':
      if (result.inFlight) throw new Transient('its first use has not ended');
      return refused('this row was sent before with other values: --fresh sends it anew');
  }
}

const OUTCOMES = {
  CREATED: 'created',
  JOINED: 'joined',
  UPDATED: 'updated',
  LATE: 'late',
  UNCHANGED: 'unchanged',
} as const;

function refused(message: string): Answer {
  return { kind: 'refused', reasons: [{ message }] };
}

/** `Variable "$input" got an invalid value at "input.birthDate": Expected …`: the types speak before the rules do. */
function variableProblem(message: string): Reason | undefined {
  const match = /^Variable "\$input" got an invalid value(?: at "input\.([^"]+)")?: (.+)$/s.exec(message);
  if (!match) return undefined;
  const [, path, expected = ''] = match;
  return path === undefined ? { message: expected } : { path, message: expected };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
