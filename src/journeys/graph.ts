import { randomBytes } from 'node:crypto';
import { type DocumentNode, parse } from 'graphql';
import { fault } from '../kernel/faults.ts';

/** Answers operations as the machine that runs journeys. */
export type Ask = (document: DocumentNode, variables: Record<string, unknown>, traceparent: string) => Promise<unknown>;

/**
 * The graph, as a journey uses it. All that it causes stands in one trace, whose id is the journey's (W3C Trace Context
 * §3.2.2.3: 16 bytes).
 */
export class Graph {
  readonly #ask: Ask;
  readonly #traceparent: string;

  constructor(ask: Ask, journeyId: string) {
    this.#ask = ask;
    this.#traceparent = `00-${journeyId.replaceAll('-', '')}-${randomBytes(8).toString('hex')}-01`;
  }

  /** The value of the only root field of an operation. Throws UNAVAILABLE when it has none. */
  async root<Value>(text: string, variables: Record<string, unknown>): Promise<Value> {
    const data = (await this.#ask(documentOf(text), variables, this.#traceparent)) as Record<string, Value>;
    const [value] = Object.values(data);
    if (value === undefined) throw fault({ code: 'UNAVAILABLE', public: 'The graph gave no answer.' });
    return value;
  }
}

const documents = new Map<string, DocumentNode>();

/** Each text is parsed once, so that the gateway knows the document again. */
function documentOf(text: string): DocumentNode {
  let document = documents.get(text);
  if (!document) documents.set(text, (document = parse(text)));
  return document;
}
