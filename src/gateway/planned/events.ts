import type { IncomingMessage } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { fault } from '../../kernel/faults.ts';

/** No event is read beyond this size. */
const MAX_EVENT_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads the `next` events of a GraphQL event stream until its `complete`. It takes from the socket only what is asked
 * for. Rejects with UNAVAILABLE when the stream breaks off. What lost: the client of graphql-sse 2.6, which keeps back
 * events while the chunk they came in ends within a line, and loses them when the stream breaks off there.
 */
export function readEvents(response: IncomingMessage, name: string): AsyncIterableIterator<FormattedExecutionResult> {
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const decoder = new TextDecoder();
  const ready: FormattedExecutionResult[] = [];
  let rest = '';
  let over = false;

  const take = (event: string): void => {
    const lines = event.split('\n');
    const value = (field: string): string =>
      lines
        .filter((line) => line.startsWith(`${field}:`))
        .map((line) => line.slice(field.length + 1).trimStart())
        .join('\n');
    if (value('event') === 'next') ready.push(JSON.parse(value('data')) as FormattedExecutionResult);
    else if (value('event') === 'complete') over = true;
  };

  return {
    async next() {
      try {
        while (ready.length === 0 && !over) {
          const chunk = await chunks.next();
          if (chunk.done) throw new Error('the stream ended without saying so');
          const events = (rest + decoder.decode(chunk.value, { stream: true })).split('\n\n');
          rest = events.pop() ?? '';
          if (rest.length > MAX_EVENT_CHARACTERS) throw new Error('an event is too large');
          events.forEach(take);
        }
      } catch (cause) {
        if (over) return { value: undefined, done: true };
        over = true;
        response.destroy();
        throw fault({
          code: 'UNAVAILABLE',
          public: 'A part of the graph does not answer. Subscribe again from the last cursor.',
          internal: `the stream of ${name} broke off`,
          cause,
        });
      }
      const value = ready.shift();
      if (value !== undefined) return { value, done: false };
      response.destroy();
      return { value: undefined, done: true };
    },
    async return() {
      over = true;
      response.destroy();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
