import type { DocumentNode } from 'graphql';

/** Makes something once for each operation of a document, and keeps it for as long as the document is kept. */
export function perOperation<T>(
  make: (document: DocumentNode, operationName: string | null | undefined) => T,
): (document: DocumentNode, operationName: string | null | undefined) => T {
  const made = new WeakMap<DocumentNode, Map<string, T>>();
  return (document, operationName) => {
    let byName = made.get(document);
    if (byName === undefined) made.set(document, (byName = new Map()));
    const name = operationName ?? '';
    let one = byName.get(name);
    if (one === undefined) byName.set(name, (one = make(document, operationName)));
    return one;
  };
}
