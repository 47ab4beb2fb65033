import { type IncomingMessage, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type ExecutionResult, type FormattedExecutionResult, Kind } from 'graphql';
import { createClient } from 'graphql-sse';
import { fault } from '../../kernel/faults.ts';
import { remoteError } from '../errors.ts';
import type { Answers } from '../executor.ts';
import { mapStream } from '../stream.ts';
import type { SubgraphOperation, Transport } from './transport.ts';

/** How long a subgraph may take for a query or mutation. */
const TIMEOUT_MS = 30_000;

/** No answer is read beyond this size. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * The way to a subgraph behind HTTP: queries and mutations by POST on kept connections, subscriptions as server-sent
 * events. The client's token goes along, so the subgraph decides for itself what it may do. A POST is never repeated.
 */
export function httpTransport(name: string, url: string): Transport {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;

  const post = (operation: SubgraphOperation): Promise<ExecutionResult> => {
    const body = bodyOf(operation);
    return new Promise((resolve, reject) => {
      const request = send(
        target,
        {
          method: 'POST',
          agent,
          timeout: TIMEOUT_MS,
          headers: {
            ...headersOf(operation),
            accept: 'application/graphql-response+json',
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          readAnswer(response).then((answer) => resolve(resultOf(answer, name)), reject);
        },
      );
      request.once('timeout', () => request.destroy(new Error('timeout')));
      request.once('error', reject);
      request.end(body);
    });
  };

  const subscribe = async (operation: SubgraphOperation): Promise<Answers> => {
    const client = createClient({ url, singleConnection: false, retryAttempts: 0, headers: headersOf(operation) });
    const { query, variables } = JSON.parse(bodyOf(operation)) as { query: string; variables: Record<string, unknown> };
    const events = client.iterate({ query, variables });
    const failing = { [Symbol.asyncIterator]: () => withUnavailable(events, name) };
    return mapStream(failing, (event) => resultOf(event as FormattedExecutionResult, name));
  };

  return {
    execute: (operation) => (isSubscription(operation) ? subscribe(operation) : post(operation)),
    async close() {
      agent.destroy();
    },
  };
}

function bodyOf({ text, variables }: SubgraphOperation): string {
  return JSON.stringify({ query: text, variables: variables ?? {} });
}

function headersOf({ context }: SubgraphOperation): Record<string, string> {
  return {
    ...(context.authorization === undefined ? {} : { authorization: context.authorization }),
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  };
}

function isSubscription({ document }: SubgraphOperation): boolean {
  return document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation === 'subscription',
  );
}

async function readAnswer(response: IncomingMessage): Promise<FormattedExecutionResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('answer too large');
    chunks.push(chunk);
  }
  const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof answer !== 'object' || answer === null) throw new Error('no GraphQL answer');
  return answer;
}

function resultOf({ data, errors }: FormattedExecutionResult, name: string): ExecutionResult {
  const result: ExecutionResult = data === undefined ? {} : { data };
  return errors?.length ? { ...result, errors: errors.map((error) => remoteError(error, name)) } : result;
}

/** A stream that breaks off says so as an outage, and not as whatever the network library calls it. */
function withUnavailable<T>(events: AsyncIterableIterator<T>, name: string): AsyncIterator<T> {
  return {
    async next() {
      try {
        return await events.next();
      } catch (cause) {
        throw fault({
          code: 'UNAVAILABLE',
          public: 'A part of the graph does not answer. Subscribe again from the last cursor.',
          internal: `the stream of ${name} broke off`,
          cause,
        });
      }
    },
    async return() {
      await events.return?.();
      return { value: undefined, done: true };
    },
  };
}
