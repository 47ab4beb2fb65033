import { setTimeout as sleep } from 'node:timers/promises';
import { type HubClient, HubRefused, expectOutcome } from '../client.ts';

const AGAIN_MS = 200;
/** Nobody waits longer for a hub that was killed. */
const PATIENCE_MS = 60_000;

/** A client as it should be: while the hub is away, it asks again. */
export interface PatientClient {
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /**
   * Runs a mutation with the one argument `input`, which carries its idempotency key, until the hub has said what came of it.
   * @returns the outcome, of the type that was hoped for; throws for any other
   */
  command<Outcome extends { __typename: string }>(
    mutation: { name: string; input: string; hopedFor: Outcome['__typename']; fields: string },
    input: { idempotencyKey: string } & Record<string, unknown>,
  ): Promise<Outcome>;
}

/** Makes a client patient, until `signal` aborts. */
export function patient(client: HubClient, signal: AbortSignal): PatientClient {
  const ask = async <Data>(query: string, variables?: Record<string, unknown>): Promise<Data> => {
    const from = performance.now();
    for (;;) {
      signal.throwIfAborted();
      try {
        return await client.ask<Data>(query, variables);
      } catch (error) {
        if (error instanceof HubRefused || performance.now() - from > PATIENCE_MS) throw error;
      }
      await sleep(AGAIN_MS, undefined, { signal });
    }
  };
  return {
    ask,
    async command<Outcome extends { __typename: string }>(
      mutation: { name: string; input: string; hopedFor: Outcome['__typename']; fields: string },
      input: { idempotencyKey: string } & Record<string, unknown>,
    ) {
      const { name, input: type, hopedFor, fields } = mutation;
      const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
        __typename ... on ${hopedFor} { ${fields} } ... on IdempotencyConflict { inFlight } } }`;
      for (;;) {
        const { [name]: outcome } = await ask<Record<string, { __typename: string; inFlight?: boolean }>>(query, {
          input,
        });
        if (!outcome?.inFlight) return expectOutcome<Outcome>(outcome!, hopedFor);
        await sleep(AGAIN_MS, undefined, { signal });
      }
    },
  };
}
