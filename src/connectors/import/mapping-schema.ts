import { z } from 'zod';
import { parseDateFormat } from './dates.ts';

/**
 * The mapping file, as a schema: `record` mirrors `RecordPersonInput` of schema/person.graphql, with a column in the
 * place of each value. docs/mappings/mapping.schema.json is printed from here.
 */

/** An object that refuses unknown keys and says which ones it knows. */
function strict<Keys extends z.ZodRawShape>(keys: Keys) {
  const known = Object.keys(keys).join(', ');
  return z.strictObject(keys, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown: ${issue.keys.map((key) => `"${key}"`).join(', ')}. Known here: ${known}`
        : undefined,
  });
}

const reference = z
  .string()
  .min(1, 'expected the name of a column')
  .describe('A column of a CSV file, or a path in a line of JSON: a.b, a[0].b, a[].b (the first that is not empty).')
  .meta({ id: 'reference' });

const dateFormat = z.string().check((context) => {
  const format = parseDateFormat(context.value);
  if (typeof format === 'string') context.issues.push({ code: 'custom', input: context.value, message: format });
});

const modifiers = {
  map: z
    .record(z.string(), z.union([z.string(), z.null()]))
    .optional()
    .describe('Replaces values: { "M": "MALE", "U": null }. null means empty. What is not listed stays as it is.'),
  date: z
    .union([dateFormat, z.array(dateFormat).min(1)], { error: 'expected a date format, or a list of them' })
    .optional()
    .describe(
      'Date formats of YYYY YY MMMM MMM MM M DD D HH mm ss. The first that fits and names a day that exists is taken.',
    ),
  pivot: z
    .int()
    .min(0)
    .max(99)
    .optional()
    .describe('Years of two digits up to this one are 20xx, the others 19xx. Needed with YY.'),
};

/** One column, or a constant: what a join or a choice is made of. */
const part = z
  .union(
    [
      reference,
      oneOf(strict({ column: reference.optional(), constant: z.string().optional(), ...modifiers }), [
        'column',
        'constant',
      ]),
    ],
    { error: 'expected a column, or an object with "column" or "constant"' },
  )
  .meta({ id: 'part' });

const SOURCES = ['column', 'join', 'firstOf', 'constant'] as const;

const sources = {
  column: reference.optional(),
  join: z.array(part).min(2).optional().describe('Several columns as one text. Empty ones are left away.'),
  with: z.string().optional().describe('What stands between joined columns. A blank, when left away.'),
  firstOf: z.array(part).min(2).optional().describe('The first of several columns that is not empty.'),
};

const each = {
  each: reference
    .optional()
    .describe(
      'JSON Lines only: a list. One item for each element, with paths that begin at the element; "." is the element itself.',
    ),
};

const textKeys = { ...sources, constant: z.string().optional().describe('The same text for every row.'), ...modifiers };
const NOT_TEXT = 'expected a column, or an object with "column", "join", "firstOf" or "constant"';

const text = z.union([reference, oneOf(strict(textKeys), SOURCES)], { error: NOT_TEXT }).meta({ id: 'text' });
const textItem = z
  .union([reference, oneOf(strict({ ...textKeys, ...each }), SOURCES)], { error: NOT_TEXT })
  .meta({ id: 'textItem' });

/** In extensions a constant may be a number or a boolean, and objects go as deep as they like. */
const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'expected text, a number, true or false' });
const jsonLeaf = oneOf(strict({ ...sources, constant: scalar.optional(), ...modifiers }), SOURCES);
const extension: z.ZodType<ExtensionMapping> = z
  .lazy(() => z.union([reference, jsonLeaf, z.record(z.string(), extension)], { error: NOT_TEXT }))
  .meta({ id: 'extension' });

/** What fills a place in the extensions. */
export type ExtensionMapping = string | Expression | { [key: string]: ExtensionMapping };

const nameParts = {
  given: text.optional(),
  middle: text.optional(),
  family: text.optional(),
  prefix: text.optional(),
  suffix: text.optional(),
  full: text.optional(),
  script: text.optional(),
};

const record = strict({
  externalId: text.describe('The id that the system itself uses for the person.'),
  name: strict(nameParts).optional(),
  otherNames: z.array(strict({ ...nameParts, ...each })).optional(),
  birthDate: text.optional(),
  gender: text.optional(),
  nationalities: z.array(textItem).optional(),
  emails: z.array(strict({ value: text, type: text.optional(), ...each })).optional(),
  phones: z.array(strict({ value: text, type: text.optional(), ...each })).optional(),
  addresses: z
    .array(
      strict({
        lines: z.array(textItem).optional(),
        locality: text.optional(),
        region: text.optional(),
        postalCode: text.optional(),
        country: text.optional(),
        type: text.optional(),
        ...each,
      }),
    )
    .optional(),
  identifiers: z
    .array(
      strict({
        type: text,
        value: text,
        country: text.optional(),
        validFrom: text.optional(),
        validUntil: text.optional(),
        ...each,
      }),
    )
    .optional(),
  employer: strict({ name: text, department: text.optional(), jobTitle: text.optional() }).optional(),
  locale: text.optional(),
  timeZone: text.optional(),
  extensions: z
    .record(z.string(), z.record(z.string(), extension))
    .optional()
    .describe('Under the name of the own kind of system in lower case: { "crm": { "segment": "SEGMENT" } }.'),
  assertedAt: text.optional().describe('When the source says that the row held.'),
});

/** The whole file. */
export const mappingSchema = strict({
  $schema: z.string().optional(),
  description: z.string().optional().describe('For people.'),
  format: z
    .enum(['csv', 'jsonl'], 'expected "csv" or "jsonl"')
    .describe('CSV (RFC 4180) with a header, or one JSON object on each line.'),
  delimiter: z
    .string()
    .regex(/^[\t\x20-\x7e]$/, 'expected one ASCII character')
    .refine((character) => !/["\w]/.test(character), 'a letter, a digit or a quote cannot separate columns')
    .optional()
    .describe('CSV only. What separates the columns: a comma, when left away.'),
  encoding: z
    .enum(['utf-8', 'latin1'], 'expected "utf-8" or "latin1"')
    .default('utf-8')
    .describe('latin1 is read as Windows-1252, which holds all of ISO 8859-1 (WHATWG Encoding Standard).'),
  trim: z.boolean().default(true).describe('Whether blanks around a value are taken away.'),
  empty: z
    .array(z.string())
    .default([])
    .describe('Values that mean that there is none, such as NULL. The empty text always does.'),
  emptyFields: z
    .enum(['keep', 'remove'], 'expected "keep" or "remove"')
    .default('keep')
    .describe(
      'What a mapped field does that is empty in a row: "keep" leaves the hub as it is, "remove" takes the field back.',
    ),
  where: z
    .record(
      reference,
      z.union([z.string(), z.array(z.string()).min(1)], { error: 'expected a value, or a list of values' }),
    )
    .default({})
    .describe('Only rows in which each of these columns has (one of) these values.'),
  record: record.describe('RecordPersonInput, with a column in the place of each value.'),
}).meta({ title: 'Mapping of a file for `selfsame import`' });

/** A mapping that was read and found right. */
export type Mapping = z.infer<typeof mappingSchema>;

/** Where a text comes from and what is done to it. Exactly one of `column`, `join`, `firstOf`, `constant`. */
export interface Expression {
  column?: string | undefined;
  join?: readonly (string | Expression)[] | undefined;
  with?: string | undefined;
  firstOf?: readonly (string | Expression)[] | undefined;
  constant?: string | number | boolean | undefined;
  map?: Readonly<Record<string, string | null>> | undefined;
  date?: string | readonly string[] | undefined;
  pivot?: number | undefined;
  each?: string | undefined;
}

/** The mapping file's JSON Schema (draft 2020-12), as the text of docs/mappings/mapping.schema.json. */
export function printMappingSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(mappingSchema, { io: 'input' }), undefined, 2)}\n`;
}

/** Adds what an expression's keys demand of each other. */
function oneOf<Keys extends z.ZodObject>(keys: Keys, names: readonly string[]): Keys {
  return keys
    .check((context) => {
      const value: Expression = context.value;
      const problem = problemOf(value, names);
      if (problem) context.issues.push({ code: 'custom', input: value, message: problem });
    })
    .meta({ oneOf: names.map((name) => ({ required: [name] })) });
}

function problemOf(value: Expression, names: readonly string[]): string | undefined {
  const given = names.filter((name) => value[name as keyof Expression] !== undefined);
  if (given.length !== 1) return `expected exactly one of ${names.map((name) => `"${name}"`).join(', ')}`;
  if (value.with !== undefined && value.join === undefined) return '"with" belongs to "join"';
  const formats = value.date === undefined ? [] : [value.date].flat();
  if (value.pivot === undefined && formats.some((format) => format.replaceAll('YYYY', '').includes('YY'))) {
    return 'years of two digits need "pivot": the last year that is 20xx';
  }
  return undefined;
}
