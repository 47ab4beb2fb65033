/** What the GraphQL server in use says of itself or of what is not served here, and what is said instead. */
const OWN_WORDS: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/^Apollo Server supports only GET\/POST requests\.$/, 'Operations are sent by POST; queries may come by GET.'],
  [/^GraphQL operations must contain a non-empty `query`/, 'Expected `query`: a GraphQL document, as text.'],
  [/^GraphQL queries must be strings\./, 'Expected `query`: a GraphQL document, as text.'],
  [/^PersistedQueryNotSupported$/, 'Expected `query`: a GraphQL document, as text.'],
];

/** The message of a refused request in words of our own, where it has foreign ones. */
export function ownWords(message: string): string {
  return OWN_WORDS.find(([theirs]) => theirs.test(message))?.[1] ?? message;
}
