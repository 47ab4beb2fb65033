import { fault } from '../../kernel/faults.ts';
import type { PersonInput } from './canonical.ts';
import { unavailable } from './identity.ts';
import { type Poster, type Reply, openPoster } from './post.ts';
import { type Answer, HubFailure, TokenRefused, readAnswer, readAnswers } from './answer.ts';
import { gatherRows } from './gather.ts';
import { type RetryPolicy, Transient, withRetry } from './retry.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const UNREACHED_GIVE_UP_MS = 10_000;
/** A row on which the hub fails so often is the row's fault, or the hub's for good; waiting does not help. */
const MAX_FAILURES = 4;

const OUTCOME = `
  __typename
  ... on PersonRecorded { outcome recordId }
  ... on FieldNotOwned { fields { field owners } }
  ... on InvalidInput { problems { path message } }
  ... on IdempotencyConflict { message inFlight }
  ... on VersionConflict { expected actual }
  ... on DoNotReimport { since }`;

const RECORD_PERSON = `mutation ImportPerson($input: RecordPersonInput!, $confirm: Boolean!) {
  recordPerson(input: $input) {
    ${OUTCOME}
    ... on PersonRecorded { person @include(if: $confirm) { records { id system { id } } } }
  }
}`;

const RECORD_PEOPLE = `mutation ImportPeople($records: [RecordPersonInput!]!) {
  recordPeople(input: { records: $records }) {
    ... on PeopleRecorded { outcomes { ${OUTCOME} } }
  }
}`;

type Failed = Extract<Answer, { kind: 'failed' }>;

/** A running hub, seen through its public API. */
export interface Hub {
  /**
   * Sends one record. Tries again while the hub is away. Throws UNAVAILABLE when it stays away, UNAUTHENTICATED and
   * FORBIDDEN for the token, BAD_REQUEST when the endpoint is no hub or the token is of another system.
   */
  record(input: PersonInput, idempotencyKey: string): Promise<Answer>;
  close(): void;
}

/** What is needed to reach a hub. */
export interface HubOptions {
  endpoint: URL;
  /** The system in whose name the token speaks. */
  system: string;
  /** Yields an access token. Called again when the hub no longer takes the last one. */
  token: () => Promise<string>;
  /** Requests under way at once. */
  maxConnections: number;
  retry: RetryPolicy;
  signal: AbortSignal;
  /** Told why, each time a row has to wait. */
  onWait: (reason: string) => void;
}

/** Reaches a hub. The first request goes alone, so that a wrong token does no more than one row's harm. */
export function openHub(options: HubOptions): Hub {
  const poster = openPoster(options.endpoint, options.maxConnections, REQUEST_TIMEOUT_MS);
  const tokens = new Tokens(options.token);
  let reached = false;
  let confirmed = false;
  let confirming: Promise<unknown> = Promise.resolve();

  /** Posts until there is a reply that can be read. */
  const exchange = async <Result>(body: string, read: (reply: Reply) => Result): Promise<Result | Failed> => {
    let failures = 0;
    const attempt = async (): Promise<Result | Failed> => {
      const token = await tokens.current();
      const reply = await post(poster, body, token.text, options.signal);
      reached = true;
      try {
        const answer = read(reply);
        token.taken = true;
        return answer;
      } catch (error) {
        if (error instanceof TokenRefused) throw tokens.refuse(token, error.message);
        if (!(error instanceof HubFailure)) throw error;
        failures += 1;
        if (failures === MAX_FAILURES) return { kind: 'failed', message: error.message };
        throw new Transient(error.message);
      }
    };
    const watched = (): Promise<Result | Failed> =>
      attempt().catch((error: unknown) => {
        if (error instanceof Transient) options.onWait(error.message);
        throw error;
      });
    const giveUpAfterMs = reached
      ? options.retry.giveUpAfterMs
      : Math.min(UNREACHED_GIVE_UP_MS, options.retry.giveUpAfterMs);
    try {
      return await withRetry(watched, { ...options.retry, giveUpAfterMs }, options.signal);
    } catch (error) {
      throw error instanceof Transient ? unavailable(options.endpoint, error) : error;
    }
  };

  const send = (input: PersonInput, idempotencyKey: string, confirm: boolean): Promise<Answer> =>
    exchange(
      JSON.stringify({
        query: RECORD_PERSON,
        operationName: 'ImportPerson',
        variables: { input: { ...input, idempotencyKey }, confirm },
      }),
      readAnswer,
    );

  const rows = gatherRows(options.maxConnections, async (batch) => {
    const body = JSON.stringify({
      query: RECORD_PEOPLE,
      operationName: 'ImportPeople',
      variables: { records: batch.map(({ input, idempotencyKey }) => ({ ...input, idempotencyKey })) },
    });
    const answers = await exchange(body, readAnswers);
    // Where the hub says something of all together, it is to say it of each.
    const each = Array.isArray(answers) ? answers : [];
    return Promise.all(
      batch.map(async ({ input, idempotencyKey }, place) => each[place] ?? send(input, idempotencyKey, false)),
    );
  });

  const sendAlone = async (input: PersonInput, idempotencyKey: string): Promise<Answer> => {
    const answer = await send(input, idempotencyKey, true);
    if (answer.kind !== 'recorded') return answer;
    if (answer.system !== undefined && answer.system !== options.system) {
      throw fault({
        code: 'BAD_REQUEST',
        public: `The token speaks for system ${answer.system}, not for ${options.system}. The first row went to ${answer.system}; nothing else was sent.`,
      });
    }
    confirmed = true;
    return answer;
  };

  return {
    async record(input, idempotencyKey) {
      while (!confirmed) {
        // When the one before throws, nobody may follow it.
        const before = confirming;
        await before;
        if (confirmed || before !== confirming) continue;
        const answer = sendAlone(input, idempotencyKey);
        confirming = answer;
        return answer;
      }
      return rows.add({ input, idempotencyKey });
    },
    close: () => poster.close(),
  };
}

/** Posts; a broken connection passes by itself, an end asked for does not. */
async function post(poster: Poster, body: string, token: string, signal: AbortSignal) {
  try {
    return await poster.post(body, token, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new Transient((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

/** A token, and whether the hub ever took it. */
interface Token {
  readonly text: string;
  taken: boolean;
}

/** Keeps a token for as long as the hub takes it. */
class Tokens {
  readonly #mint: () => Promise<string>;
  #current: Promise<Token> | undefined;
  #refused: Token | undefined;

  constructor(mint: () => Promise<string>) {
    this.#mint = mint;
  }

  current(): Promise<Token> {
    this.#current ??= this.#mint().then((text) => ({ text, taken: false }));
    return this.#current;
  }

  /** The error to throw when the hub refused a token. One that it took before has expired: a new one is minted, once for all rows under way. */
  refuse(token: Token, why: string): Error {
    if (!token.taken) return fault({ code: 'UNAUTHENTICATED', public: `The hub does not take the token: ${why}` });
    if (this.#refused !== token) this.#current = undefined;
    this.#refused = token;
    return new Transient('the token expired');
  }
}
