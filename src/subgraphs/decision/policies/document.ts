import { z } from 'zod';
import type { Problems } from '../../../kernel/input/problems.ts';
import { textProblem } from '../../../kernel/input/text.ts';
import { isSafeNumber } from './facts.ts';

// The form of a policy. It is refused where it has anything that is not named here: what is not read would be believed.

/** Far more than a policy that people can review has. */
export const DOCUMENT_LIMITS = { maxDepth: 10, maxBytes: 262_144 };
const ROWS_MAX = 500;
const COLUMNS_MAX = 20;
const TABLES_MAX = 10;
const FIELDS_MAX = 100;
const VALUES_MAX = 250;
/** Cells go through a parser that calls itself. */
const CELL_MAX_LENGTH = 500;

const clean = (maxLength: number) =>
  z.string().refine((text) => textProblem(text, maxLength) === undefined, {
    error: `Expected text of at most ${maxLength} characters, without control characters.`,
  });
const label = clean(200);
const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, {
  error: 'Expected a letter, then letters, digits and underscores, at most 63.',
});
/** Codes and ids of rules stand in the clear and are counted. */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/, {
  error: 'Expected letters, digits and _ . : - such as DOCUMENT_EXPIRED, at most 100.',
});
const day = z.iso.date({ error: 'Expected a day such as 2026-03-01.' });
const safeNumber = z
  .number()
  .refine(isSafeNumber, { error: 'Expected a number up to 1e12, not nearer to 0 than 1e-9.' });
const description = label.optional();

const field = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('number'),
    integer: z.boolean().optional(),
    min: safeNumber.optional(),
    max: safeNumber.optional(),
    description,
  }),
  z.strictObject({ type: z.literal('boolean'), description }),
  z.strictObject({ type: z.literal('string'), maxLength: z.int().min(1).max(500).optional(), description }),
  z.strictObject({ type: z.literal('enum'), values: z.array(clean(100)).min(1).max(VALUES_MAX), description }),
  z.strictObject({ type: z.literal('date'), min: day.optional(), max: day.optional(), description }),
]);

const column = z.strictObject({ id: code, name: label, field: fieldName });
const cell = clean(CELL_MAX_LENGTH);

const table = z.strictObject({
  hitPolicy: z.literal('first'),
  inputs: z.array(column).min(1).max(COLUMNS_MAX),
  outputs: z.array(column).min(1).max(COLUMNS_MAX),
  rules: z
    .array(z.object({ _id: code, _description: label.optional() }).catchall(cell))
    .min(1)
    .max(ROWS_MAX),
  passThrough: z.boolean().optional(),
  passThorough: z.boolean().optional(),
  inputField: z.null().optional(),
  outputPath: z.null().optional(),
  executionMode: z.literal('single').optional(),
});

const place = { id: code, name: label, position: z.object({ x: z.number(), y: z.number() }).optional() };
const node = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ ...place, type: z.literal('inputNode'), content: z.strictObject({}).optional() }),
    z.strictObject({ ...place, type: z.literal('outputNode'), content: z.strictObject({}).optional() }),
    z.strictObject({ ...place, type: z.literal('decisionTableNode'), content: table }),
  ],
  { error: 'Expected an inputNode, decisionTableNode or outputNode: nothing else, and no code, runs in a policy.' },
);

/** A model in the form of the engine: JDM, as its editor writes it, limited to decision tables in a row. */
const model = z.strictObject({
  contentType: z.string().optional(),
  nodes: z
    .array(node)
    .min(3)
    .max(TABLES_MAX + 2),
  edges: z
    .array(z.strictObject({ id: code, sourceId: code, targetId: code, type: z.literal('edge').optional() }))
    .min(2)
    .max(TABLES_MAX + 1),
});

const document = z.strictObject({
  /** The version of this form. */
  format: z.literal(1),
  description: clean(2_000).optional(),
  /** How many people a publication takes. The author is never the second one. */
  approvals: z.literal([1, 2]).optional(),
  /** How many people it takes to set a decision of this version aside. */
  overrideApprovals: z.literal([1, 2]).optional(),
  /** What the policy must be given. All of it is required. */
  inputs: z.record(fieldName, field),
  /** Every reason that a row can give, with its text for people. */
  reasons: z.record(code, clean(500)),
  model,
});

/** A policy as it is written. */
export type PolicyDocument = z.infer<typeof document>;
/** What one input must be. */
export type InputField = z.infer<typeof field>;
/** A decision table of the engine. */
export type Table = z.infer<typeof table>;

/** Reads the form of a policy. What is wrong goes to `problems`, below `path`. */
export function readDocument(problems: Problems, path: string, content: unknown): PolicyDocument | undefined {
  const result = document.safeParse(content);
  if (!result.success) {
    for (const issue of result.error.issues) problems.add([path, ...issue.path].join('.'), wordsOf(issue));
    return undefined;
  }
  const fields = Object.keys(result.data.inputs).length;
  if (fields >= 1 && fields <= FIELDS_MAX) return result.data;
  return problems.add(`${path}.inputs`, `Expected 1 to ${FIELDS_MAX} inputs.`);
}

/** Zod’s messages may show what was found. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `A policy has no such member here: ${issue.keys.slice(0, 5).join(', ')}.`;
    case 'invalid_type':
      return `Expected ${issue.expected}.`;
    case 'invalid_value':
      return `Expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    default:
      return issue.message;
  }
}
