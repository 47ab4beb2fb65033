import type { InputField } from './document.ts';
import type { Fact } from './facts.ts';

/** How often a cell is tried: enough for every kind of value, and an enum of so many. */
const SAMPLES = 12;

/** Values that a field can have, the ends of its range among them. At least one. */
function samplesOf(field: InputField): Fact[] {
  switch (field.type) {
    case 'boolean':
      return [true, false];
    case 'enum':
      return field.values.slice(0, SAMPLES);
    case 'string':
      return ['', 'a', 'Zürich 12', '2026-03-01', 'x'.repeat(Math.min(field.maxLength ?? 500, 100))].filter(
        (text) => text.length <= (field.maxLength ?? 500),
      );
    case 'number':
      return withinRange(field, [0, 1, -1, 18, 100, 1e9, ...(field.integer ? [] : [0.5, -0.25])]);
    case 'date':
      return withinRange(field, ['2026-03-01', '2024-02-29', '1900-01-01', '0001-01-01', '9999-12-31']);
  }
}

function withinRange<T extends number | string>(
  { min, max }: { min?: T | undefined; max?: T | undefined },
  samples: readonly T[],
): T[] {
  const ends = [min, max].filter((end) => end !== undefined);
  const inside = samples.filter((one) => (min === undefined || one >= min) && (max === undefined || one <= max));
  return [...new Set([...ends, ...inside])];
}

/** Values for several fields at once, each beside others in every round. */
export function listSamples(fields: Readonly<Record<string, InputField>>): Record<string, Fact>[] {
  const samples = Object.entries(fields).map(([name, field]) => [name, samplesOf(field)] as const);
  return Array.from({ length: SAMPLES }, (_none, round) =>
    // Shifted by a place each, so that two fields do not always have their first value together.
    Object.fromEntries(samples.map(([name, values], place) => [name, values[(round * (place + 1)) % values.length]!])),
  );
}
