import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type ExecutionResult, type FormattedExecutionResult, Kind } from 'graphql';
import { remoteError } from '../errors.ts';
import type { Answers, SubgraphOperation, Transport } from '../executor.ts';
import { mapStream } from '../stream.ts';
import { readEvents } from './events.ts';

/** A subgraph that is silent for so long is taken to be gone. Event streams are never silent for more than 12 s. */
const SILENCE_MS = 30_000;

/** No answer is read beyond this size. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * The way to a subgraph behind HTTP: queries and mutations by POST on kept connections, subscriptions as server-sent
 * events. The client's token goes along, so the subgraph decides for itself what it may do. Nothing is sent twice.
 */
export function httpTransport(name: string, url: string): Transport {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;

  const post = ({ text, variables, context }: SubgraphOperation, accept: string): Promise<IncomingMessage> => {
    const body = Buffer.from(JSON.stringify({ query: text, variables: variables ?? {} }));
    const headers = {
      accept,
      'content-type': 'application/json',
      'content-length': body.length,
      ...(context.authorization === undefined ? {} : { authorization: context.authorization }),
      ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
    };
    return new Promise((resolve, reject) => {
      const request = send(target, { method: 'POST', agent, timeout: SILENCE_MS, headers }, resolve);
      request.once('timeout', () => request.destroy(new Error('the subgraph is silent')));
      request.once('error', reject);
      request.end(body);
    });
  };

  const ask = async (operation: SubgraphOperation): Promise<ExecutionResult> =>
    resultOf(await readAnswer(await post(operation, 'application/graphql-response+json')), name);

  const subscribe = async (operation: SubgraphOperation): Promise<ExecutionResult | Answers> => {
    const response = await post(operation, 'text/event-stream');
    if (response.statusCode !== 200) return resultOf(await readAnswer(response), name);
    return mapStream(readEvents(response, name), (event) => resultOf(event, name));
  };

  return {
    execute: (operation) => (isSubscription(operation) ? subscribe(operation) : ask(operation)),
    async close() {
      agent.destroy();
    },
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
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof answer !== 'object' || answer === null) throw new Error('the answer is not one of GraphQL');
  return answer;
}

function resultOf({ data, errors, extensions }: FormattedExecutionResult, name: string): ExecutionResult {
  const result: ExecutionResult = { ...(data === undefined ? {} : { data }), ...(extensions ? { extensions } : {}) };
  return errors?.length ? { ...result, errors: errors.map((error) => remoteError(error, name)) } : result;
}
