import type { Problems } from '../../../kernel/input/problems.ts';
import { textProblem } from '../../../kernel/input/text.ts';
import type { InputField, PolicyDocument } from './document.ts';

/** One input, or what an earlier table said. */
export type Fact = number | boolean | string;

declare const checked: unique symbol;
/** Inputs that are as the policy wants them. Only `readFacts` makes them, so no table ever sees others. */
export type Facts = Readonly<Record<string, Fact>> & { readonly [checked]: true };

const STRING_MAX_LENGTH = 500;

/**
 * Reads what a policy is given: every input that it declares, of its type and in its range, and nothing else. What is
 * wrong goes to `problems` below `inputs`; the result is to be used only when there are none.
 */
export function readFacts(
  problems: Problems,
  schema: PolicyDocument['inputs'],
  inputs: Readonly<Record<string, unknown>>,
): Facts {
  for (const [name, field] of Object.entries(schema)) {
    const problem = Object.hasOwn(inputs, name) ? factProblem(field, inputs[name]) : expectation(field);
    if (problem !== undefined) problems.add(`inputs.${name}`, problem);
  }
  for (const name of Object.keys(inputs)) {
    if (!Object.hasOwn(schema, name)) problems.add(`inputs.${name}`, 'The policy has no such input.');
  }
  return inputs as Facts;
}

function factProblem(field: InputField, value: unknown): string | undefined {
  return isFact(field, value) ? undefined : expectation(field);
}

function isFact(field: InputField, value: unknown): value is Fact {
  switch (field.type) {
    case 'number':
      return isSafeNumber(value) && isWithin(field, value) && (!field.integer || Number.isSafeInteger(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string' && textProblem(value, field.maxLength ?? STRING_MAX_LENGTH) === undefined;
    case 'enum':
      return typeof value === 'string' && field.values.includes(value);
    case 'date':
      return isDay(value) && isWithin(field, value);
  }
}

function isWithin<T extends number | string>({ min, max }: { min?: T | undefined; max?: T | undefined }, value: T) {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** Beyond them the engine’s decimals have no room, and it ends the whole process. */
const NUMBER_MAX = 1e12;
const NUMBER_LEAST = 1e-9;

/** Whether a value is a number that the engine can take: 0, or 1e-9 to 1e12 on either side of it. */
export function isSafeNumber(value: unknown): value is number {
  if (typeof value !== 'number') return false;
  const size = Math.abs(value);
  return size === 0 || (size >= NUMBER_LEAST && size <= NUMBER_MAX);
}

/** Whether a value is a day that exists (RFC 3339 full-date). */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value > '0000';
}

/** What an input must be, in words. */
function expectation(field: InputField): string {
  switch (field.type) {
    case 'number':
      return `Expected ${field.integer ? 'a whole number' : 'a number'}${range({ min: -NUMBER_MAX, max: NUMBER_MAX, ...field })}.`;
    case 'boolean':
      return 'Expected true or false.';
    case 'string':
      return `Expected text of at most ${field.maxLength ?? STRING_MAX_LENGTH} characters.`;
    case 'enum':
      return `Expected one of ${field.values.slice(0, 20).join(', ')}${field.values.length > 20 ? ', …' : ''}.`;
    case 'date':
      return `Expected a day such as 2026-03-01${range(field)}.`;
  }
}

function range({ min, max }: { min?: number | string | undefined; max?: number | string | undefined }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` from ${min} on`;
  return max === undefined ? '' : ` up to ${max}`;
}
