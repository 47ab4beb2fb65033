import { pino } from 'pino';
import type { Logger } from '../../src/kernel/logger.ts';

/** Members of input in which somebody says something about a person. */
const PERSONAL = new Set(
  'given middle family full value lines locality externalId reason text deviceId ip guardian uri traceId birthDate'.split(
    ' ',
  ),
);
/** What tells nothing of anybody, and may well stand in a log: codes, ids, and what is too short to be told apart. */
const HARMLESS = /^(?:[A-Z_]+|[0-9a-f-]{36}|.{0,5})$/;

/** A hub's log at its lowest level, and what was said to the hub. */
export interface Watch {
  readonly logger: Logger;
  /** Notes what a client sends. */
  say(variables: unknown): void;
  /** Throws when a line holds something that a client said of a person. */
  check(): void;
}

/** Watches the log of a hub: whatever a test is about, nothing personal that it writes may stand there. */
export function watchLog(): Watch {
  const lines: string[] = [];
  const said = new Set<string>();
  const note = (value: unknown, member: string): void => {
    if (typeof value === 'string') {
      if (PERSONAL.has(member) && !HARMLESS.test(value)) said.add(value.toLowerCase());
    } else if (Array.isArray(value)) for (const item of value) note(item, member);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) note(inner, name);
  };
  return {
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line.toLowerCase()) }),
    say: (variables) => note(variables, ''),
    check() {
      const leaks = lines.filter((line) => [...said].some((value) => line.includes(value)));
      if (leaks.length > 0) throw new Error(`The log names people: ${leaks.join('')}`);
    },
  };
}
