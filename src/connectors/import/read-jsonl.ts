import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { JSON_MAX_LEVELS, isJsonObject, isJsonWithin } from '../../kernel/input/json.ts';
import { MAX_ROW_BYTES, NOT_UTF8, type Position, type Row, TOO_LONG } from './rows.ts';
import { Window, withoutEnd } from './window.ts';

/** Yields the lines behind `from`. Malformed ones are yielded too, with the reason; blank lines are not. */
export async function* readJsonLines(file: FileHandle, from: Position): AsyncGenerator<Row, void> {
  const window = new Window(file, from.offset);
  for (let line = from.line; ; line += 1) {
    while (window.endOfLine() < 0 && window.bytes.length <= MAX_ROW_BYTES) await window.more();
    const end = window.endOfLine();
    if (end === 0) return;
    const kept = end > 0 && end <= MAX_ROW_BYTES;
    const raw = kept ? withoutEnd(window.bytes.subarray(0, end)) : Buffer.alloc(0);
    if (kept) window.take(end);
    else await window.skipLine();
    const next = { offset: window.offset, line: line + 1 };
    const content = kept ? readObject(raw, line) : { value: undefined, malformed: TOO_LONG };
    if (content) yield { line, raw, next, ...content };
  }
}

function readObject(raw: Buffer, line: number): Pick<Row, 'value' | 'malformed'> | undefined {
  if (!isUtf8(raw)) return { value: undefined, malformed: NOT_UTF8 };
  let text = raw.toString('utf8');
  if (line === 1) text = text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8's message quotes the line; it is left out.
    return { value: undefined, malformed: 'is not valid JSON' };
  }
  if (!isJsonObject(value)) return { value: undefined, malformed: 'is not a JSON object' };
  if (!isJsonWithin(value, JSON_MAX_LEVELS)) {
    return { value: undefined, malformed: `is nested more than ${JSON_MAX_LEVELS} levels deep` };
  }
  return { value };
}
