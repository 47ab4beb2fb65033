import { type DocumentNode, Kind, visit } from 'graphql';

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

/** At most this many combinations of `@skip` and `@include` are kept for one document. */
const MAX_VARIANTS = 16;

type Values = Readonly<Record<string, unknown>>;

/** Makes something once for each way in which the variables decide `@skip` and `@include`. `make` gets those variables alone. */
export function perVariant<T>(document: DocumentNode, make: (conditions: Values) => T): (values: Values) => T {
  const names = conditionVariables(document);
  const variants = new Map<string, T>();
  return (values) => {
    const key = names.map((name) => (values[name] ? '1' : '0')).join('');
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = make(Object.fromEntries(names.map((name) => [name, values[name]])));
      if (variants.size >= MAX_VARIANTS) variants.clear();
      variants.set(key, variant);
    }
    return variant;
  };
}

/** The names of the variables that decide `@skip` or `@include` anywhere in the document. */
function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const argument of node.arguments ?? []) {
        if (argument.value.kind === Kind.VARIABLE) names.add(argument.value.name.value);
      }
    },
  });
  return [...names];
}
