import { z } from 'zod';
import { durationMs } from '../../../kernel/input/durations.ts';

// What a definition of a journey is: data, read here and nowhere else. docs/journeys.md says it in words.

const OUTCOMES = ['APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'REVIEW', 'BLOCK', 'STEP_UP'] as const;
const KINDS = ['DOCUMENT', 'ADDRESS', 'SANCTIONS', 'BIOMETRIC', 'DEVICE', 'EMAIL', 'PHONE', 'DATA_SOURCE'] as const;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const slug = z
  .string()
  .regex(SLUG, 'Expected lower-case letters, digits and hyphens, at most 64, such as credit-limit.');
const stepName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'Expected a name of letters and digits such as verify.');
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'Expected a code such as APPROVED.');

const duration = z
  .string()
  .refine((text) => (durationMs(text) ?? 0) > 0, 'Expected a duration such as PT30S, PT2H or P7D.')
  .transform((text) => durationMs(text)!);

const check = z.strictObject({
  kind: z.enum(KINDS),
  /** Who checks. Left away: nobody is called, and a system reports the result by itself. */
  vendor: slug.optional(),
  /** How long the vendor has, from when it took the check. Without it, until the deadline of the step. */
  timeout: duration.optional(),
  /** How often the vendor is asked again while it cannot be reached, and how long is waited before each time. */
  retry: z.strictObject({ times: z.int().min(0).max(20), after: duration }).optional(),
  /** Who checks instead, and in which case. */
  fallback: z
    .strictObject({ vendor: slug, when: z.array(z.enum(['UNAVAILABLE', 'REFUSED', 'TIMEOUT'])).min(1) })
    .optional(),
});

const verify = z.strictObject({
  type: z.literal('VERIFY'),
  checks: z.array(check).min(1).max(KINDS.length),
  deadline: duration,
  next: z.strictObject({
    VERIFIED: stepName,
    REJECTED: stepName,
    INCONCLUSIVE: stepName,
    /** The deadline has passed. */
    EXPIRED: stepName,
    /** No vendor could be had, or somebody called the verification off. */
    UNAVAILABLE: stepName,
  }),
});

const consent = z.strictObject({
  type: z.literal('CONSENT'),
  purposes: z.array(slug).min(1).max(20),
  deadline: duration,
  next: z.strictObject({ GRANTED: stepName, EXPIRED: stepName }),
});

const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, stepName])) as Record<
  (typeof OUTCOMES)[number],
  typeof stepName
>;

/** Facts that a policy can be given, beside those of checks. */
export const FACTS = [
  'verification.status',
  'verification.risk',
  'person.ageYears',
  'person.country',
  'person.nationality',
] as const;
export type FactName = (typeof FACTS)[number];
/** Facts of a check: its kind, and which. */
export const CHECK_FACT = new RegExp(`^checks\\.(${KINDS.join('|')})\\.(status|score)$`);

const fact = z
  .string()
  .refine(
    (path) => (FACTS as readonly string[]).includes(path) || CHECK_FACT.test(path),
    `Expected ${FACTS.join(', ')}, or checks.<KIND>.status or checks.<KIND>.score.`,
  );

const decide = z.strictObject({
  type: z.literal('DECIDE'),
  policy: slug,
  subject: slug,
  /** What the policy is given: its names, and which fact each is. */
  inputs: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/), fact),
  next: z.strictObject(outcomes),
});

const review = z.strictObject({
  type: z.literal('REVIEW'),
  /** How long a person has to decide otherwise. */
  deadline: duration,
  next: z.strictObject({ ...outcomes, EXPIRED: stepName }),
});

const end = z.strictObject({ type: z.literal('END'), outcome: code });

const start = z.strictObject({
  event: z.enum(['identity.created', 'identity.updated', 'verification.expired']),
  /** For people whom one of these systems told of. */
  systems: z.array(slug).min(1).optional(),
  /** For changes of one of these fields. */
  fields: z.array(z.string().max(40)).min(1).optional(),
  /** Only for people whom a verification has confirmed before. */
  verifiedBefore: z.boolean().optional(),
});

const step = z.discriminatedUnion('type', [consent, verify, decide, review, end]);

const form = z.strictObject({
  name: slug,
  description: z.string().min(1).max(500),
  /** Without any, it starts when it is told to. */
  startsOn: z.array(start).max(10).default([]),
  start: stepName,
  steps: z.record(stepName, step),
});

/** A definition as it is used: durations in milliseconds. */
export type Definition = z.output<typeof form>;
export type Step = z.output<typeof step>;
export type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>;
export type CheckStep = z.output<typeof check>;
export type StartRule = z.output<typeof start>;

/** What is wrong at one place of a definition. */
export interface DefinitionProblem {
  /** Below the definition: `steps.verify.checks.0.kind`. */
  path: string;
  message: string;
}

/** Reads a definition. A journey by it always comes to an end: every step leads to steps that exist, and from each an end is reached. */
export function readDefinition(input: unknown): { definition: Definition } | { problems: DefinitionProblem[] } {
  const { success, data, error } = form.safeParse(input);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => ({
      path: path.map(String).join('.'),
      message: message.startsWith('Expected') ? message : `Expected another value: ${message}.`,
    }));
    return { problems };
  }
  const problems = [...findRepeats(data), ...findDeadEnds(data)];
  return problems.length > 0 ? { problems } : { definition: data };
}

function findRepeats({ steps }: Definition): DefinitionProblem[] {
  return Object.entries(steps).flatMap(([name, one]) => {
    if (one.type !== 'VERIFY') return [];
    const kinds = one.checks.map(({ kind }) => kind);
    return kinds.flatMap((kind, place) =>
      kinds.indexOf(kind) === place
        ? []
        : [{ path: `steps.${name}.checks.${place}.kind`, message: 'Expected each kind at most once.' }],
    );
  });
}

function findDeadEnds({ start: first, steps }: Definition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const lead = (path: string, target: string): void => {
    if (!Object.hasOwn(steps, target)) problems.push({ path, message: 'Expected the name of a step.' });
  };
  lead('start', first);
  for (const [name, one] of Object.entries(steps)) {
    for (const [outcome, target] of nextOf(one)) lead(`steps.${name}.next.${outcome}`, target);
  }
  if (problems.length > 0) return problems;

  const reached = reach([first], (name) => nextOf(steps[name]!).map(([, target]) => target));
  const before = (name: string): string[] =>
    Object.keys(steps).filter((other) => nextOf(steps[other]!).some(([, target]) => target === name));
  const ending = reach(
    Object.keys(steps).filter((name) => steps[name]!.type === 'END'),
    before,
  );
  for (const name of Object.keys(steps)) {
    if (!reached.has(name))
      problems.push({ path: `steps.${name}`, message: 'Expected a step that another one leads to.' });
    else if (!ending.has(name)) {
      problems.push({ path: `steps.${name}`, message: 'Expected a step from which an END can be reached.' });
    }
  }
  return problems;
}

function nextOf(one: Step): [string, string][] {
  return one.type === 'END' ? [] : Object.entries(one.next);
}

function reach(from: readonly string[], leads: (name: string) => string[]): Set<string> {
  const reached = new Set(from);
  // A set is walked to its end, what is added on the way included.
  for (const name of reached) for (const target of leads(name)) reached.add(target);
  return reached;
}
