import { type DocumentNode, parse } from 'graphql';
import { fault } from '../kernel/faults.ts';

/** Answers operations as the machine that answers data subjects. Throws where any part of the answer is missing. */
export type Ask = (document: DocumentNode, variables: Record<string, unknown>) => Promise<unknown>;

const documents = new Map<string, DocumentNode>();

/** Each text is parsed once, so that the gateway knows the document again. */
export function documentOf(text: string): DocumentNode {
  let document = documents.get(text);
  if (!document) documents.set(text, (document = parse(text)));
  return document;
}

/** The value of the only root field of an operation; null when there is none. */
export async function askRoot<Value>(
  ask: Ask,
  text: string,
  variables: Record<string, unknown>,
): Promise<Value | null> {
  const data = (await ask(documentOf(text), variables)) as Record<string, Value | null>;
  const [value] = Object.values(data);
  if (value === undefined) throw fault({ code: 'UNAVAILABLE', public: 'The graph gave no answer.' });
  return value;
}
