import type { Ask } from './graph.ts';
import type { Item, Section } from './section.ts';

/** What stands before the parts: what the archive is. */
export type Head = Readonly<Record<string, unknown>>;

/** An archive's JSON, piece by piece. `seen` is called with each item as it goes by. */
export async function* writeJson(
  head: Head,
  sections: readonly Section[],
  { ask, personId, seen }: { ask: Ask; personId: string; seen(section: Section, item: Item): void },
): AsyncGenerator<string> {
  const members = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  yield `{\n  ${members.join(',\n  ')}`;
  for (const section of sections) {
    yield `,\n  ${JSON.stringify(section.name)}: ${section.isList ? '[' : ''}`;
    let count = 0;
    for await (const item of section.items(ask, personId)) {
      seen(section, item);
      yield `${section.isList ? `${count > 0 ? ',' : ''}\n    ` : ''}${JSON.stringify(item)}`;
      count += 1;
    }
    if (section.isList) yield count > 0 ? '\n  ]' : ']';
    else if (count === 0) yield 'null';
  }
  yield '\n}\n';
}
