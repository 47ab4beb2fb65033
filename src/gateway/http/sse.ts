import type { ServerResponse } from 'node:http';
import type { FormattedAnswers } from '../formatted.ts';

/** The media type of server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** A comment this often keeps proxies from closing a silent stream. */
const KEEP_ALIVE_MS = 12_000;

/** The streams that are open, so that they can be ended in order. */
export interface EventStreams {
  add(end: () => void): () => void;
}

/** Sends the one answer of a query or mutation as server-sent events. */
export function sendEvent(response: ServerResponse, answer: string): void {
  if (response.destroyed) return;
  begin(response);
  response.end(event('next', answer) + event('complete', ''));
}

/**
 * Sends answers as server-sent events: `next` for each, `complete` at the end (GraphQL over SSE, distinct connections mode).
 * The next answer is asked for when the socket has taken the last one, so a slow reader is felt at the source and
 * nothing piles up here. What lost: the handler of graphql-sse 2.6, whose queue has no bound.
 */
export async function sendEvents(
  streams: EventStreams,
  response: ServerResponse,
  answers: FormattedAnswers,
): Promise<void> {
  const leave = (): void => void answers.return?.();
  // Who left before the stream began will not say so again.
  if (response.destroyed) return leave();
  begin(response);
  const keepAlive = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS);
  response.once('close', leave);
  const remove = streams.add(() => {
    const errors = [
      {
        message: 'The server is going down. Subscribe again from the last cursor.',
        extensions: { code: 'UNAVAILABLE' },
      },
    ];
    response.write(event('next', JSON.stringify({ errors })));
    response.end(event('complete', ''));
    leave();
  });
  try {
    for await (const answer of answers) {
      if (response.writableEnded || response.destroyed) break;
      if (!response.write(event('next', JSON.stringify(answer)))) await drained(response);
    }
  } finally {
    clearInterval(keepAlive);
    remove();
    response.off('close', leave);
    if (!response.writableEnded) response.end(event('complete', ''));
  }
}

function begin(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': `${EVENT_STREAM}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  // Some browsers take the headers only with the first bytes of the body.
  response.write(':\n\n');
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}
