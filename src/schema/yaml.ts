import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { fault } from '../kernel/faults.ts';
import { type Place, formatPlace } from './files.ts';

/** Values read from a YAML file, and where each of them stands. */
export interface YamlFile<T> {
  value: T;
  /** The place of the value under `path`, or of the nearest one above it. */
  placeOf(path: readonly PropertyKey[]): Place;
}

/** Parses YAML and checks its shape. Throws CONFIGURATION with one `file:line:column: …` line per mistake. */
export function parseYaml<T>(file: string, text: string, shape: z.ZodType<T>): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const placeOf = (path: readonly PropertyKey[]): Place => placeAt(offsetOf(document, path));
  const refuse = (problems: readonly string[]): never => {
    throw fault({ code: 'CONFIGURATION', public: problems.join('\n') });
  };
  if (document.errors.length > 0) {
    refuse(
      document.errors.map(
        ({ pos, message }) => `${formatPlace(placeAt(pos[0]))}: ${message.replace(/ at line \d+[^]*$/, '.')}`,
      ),
    );
  }
  const parsed = shape.safeParse(toValue(file, document, refuse));
  if (parsed.success) return { value: parsed.data, placeOf };
  return refuse(
    parsed.error.issues.map((issue) => {
      const path = issue.path.map(String).join('.');
      return `${formatPlace(placeOf(issue.path))}: ${path === '' ? '' : `${path}: `}${issue.message}.`;
    }),
  );
}

/** Throws for aliases that multiply without end. */
function toValue(file: string, document: Document, refuse: (problems: readonly string[]) => never): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return refuse([`${file}: ${(error as Error).message}.`]);
  }
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
