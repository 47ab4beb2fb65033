/**
 * Who may do what. A system has a kind; a kind may hold certain scopes; a token carries scopes.
 * What counts is the scopes of the token that its system's kind may hold (least privilege at both ends).
 * `@requiresScopes` in the schema names what a field needs.
 */

/** The kinds of system around the hub. */
export const SYSTEM_KINDS = [
  'CRM',
  'HR',
  'ONBOARDING',
  'SUPPORT',
  'PARTNER',
  'IDP',
  'VERIFICATION',
  'DECISION',
  'WORKFLOW',
  'MARKETING',
  'ANALYTICS',
  'STEWARD',
] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** Every scope, with what it lets its holder do. */
export const SCOPES = {
  'person:read': 'Read unified people.',
  'person:identifiers': 'Read identifiers such as passport or tax numbers.',
  'person:lineage': 'Read source records and the history of every value.',
  'person:write': 'Write records of the own system and take them back.',
  'person:override': 'Set a value by hand, with a reason.',
  'match:read': 'Read how records were matched, and what is to be reviewed.',
  'match:review': 'Say who is who: review, merge, split, and settle conflicts.',
  'model:admin': 'Train models, and put them in use.',
  'system:read': 'Read the registered systems.',
  'system:admin': 'Register systems.',
  'verification:read': 'Read verifications and their checks.',
  'verification:answers': "Read vendors' normalised answers, with the values that they hold.",
  'verification:request': 'Request and cancel verifications.',
  'verification:result': 'Record the results of checks.',
  'verification:start': 'Give checks to vendors.',
  'vendor:admin': 'Register vendors, and see and replay what they said.',
  'watchlist:search': 'Look for somebody on the watch lists.',
  'watchlist:admin': 'Load watch lists, and take them out of use.',
  'evidence:write': 'Store files that a check looks at.',
  'evidence:read': 'Read stored files, and who holds, read or deleted them. Each read is told.',
  'evidence:manage': 'Place and release legal holds on stored files, and delete files.',
  'decision:read': 'Read decisions.',
  'decision:inputs': 'Read exactly what a decision was given.',
  'decision:write': 'Decide by a policy, and record decisions of engines outside.',
  'decision:override': 'Set a decision aside, as a person.',
  'signal:write': 'Record logins and signals of devices, and be told what to do about them.',
  'policy:read': 'Read policies and their versions.',
  'policy:write': 'Write policies, and submit them for review.',
  'policy:publish': 'Publish and retire policies.',
  'journey:read': 'Read journeys and how they are declared.',
  'journey:start': 'Start journeys, and call them off.',
  'journey:admin': 'Publish and retire declarations of journeys.',
  'journey:run': 'Note how far journeys have come. For what runs them.',
  'review:read': 'Read the queue of reviews: those about what the other scopes let one read.',
  'review:work': 'Take reviews, give them back, write notes on them and agree to verdicts.',
  'review:admin': 'Assign reviews to others, and set what each kind of review demands.',
  'kpi:read': 'Read how the work goes: counts, shares and times, of nobody in particular.',
  'consent:read': 'Read consents and their history.',
  'consent:write': 'Record that consent was granted or withdrawn.',
  'purpose:read': 'Read what data may be used for: the registered purposes.',
  'purpose:admin': 'Register and retire purposes.',
  'audit:read': 'Read the audit log: who read and did what, and why. Each look is told there.',
  'erasure:execute': 'Erase people, see how far it is everywhere, and let in again what an erasure keeps out.',
  'erasure:acknowledge': 'Read the erasures that concern the own system, and acknowledge them.',
  'events:read': 'Subscribe to the stream of events that the other scopes cover.',
} as const;
export type Scope = keyof typeof SCOPES;

const READS = [
  'person:read',
  'system:read',
  'verification:read',
  'verification:answers',
  'decision:read',
  'journey:read',
  'consent:read',
  'purpose:read',
  'events:read',
  'erasure:acknowledge',
] as const;
const SOURCE = [
  ...READS,
  'person:identifiers',
  'person:lineage',
  'match:read',
  'person:write',
  'verification:request',
  'journey:start',
  'consent:write',
] as const;

/** The scopes that a kind of system may hold. A token's other scopes have no effect. */
export const SCOPES_OF_KIND: Readonly<Record<SystemKind, ReadonlySet<Scope>>> = {
  CRM: new Set<Scope>(SOURCE),
  HR: new Set<Scope>(SOURCE),
  ONBOARDING: new Set<Scope>([...SOURCE, 'verification:start', 'evidence:write', 'signal:write']),
  SUPPORT: new Set<Scope>([...SOURCE, 'evidence:write']),
  PARTNER: new Set<Scope>(SOURCE),
  IDP: new Set<Scope>([...SOURCE, 'signal:write']),
  VERIFICATION: new Set<Scope>([
    ...READS,
    'person:identifiers',
    'person:lineage',
    'match:read',
    'verification:result',
    'evidence:write',
  ]),
  DECISION: new Set<Scope>([
    ...READS,
    'person:lineage',
    'match:read',
    'verification:request',
    'verification:start',
    'decision:inputs',
    'decision:write',
    'policy:read',
    'journey:start',
  ]),
  WORKFLOW: new Set<Scope>([
    'person:read',
    'person:identifiers',
    'verification:read',
    'verification:request',
    'verification:start',
    'decision:read',
    'decision:write',
    'journey:read',
    'journey:start',
    'journey:run',
    'consent:read',
    'purpose:read',
    'events:read',
  ]),
  MARKETING: new Set<Scope>(['person:read', 'consent:read', 'purpose:read', 'events:read', 'erasure:acknowledge']),
  ANALYTICS: new Set<Scope>([
    'person:read',
    'verification:read',
    'decision:read',
    'consent:read',
    'purpose:read',
    'events:read',
    'kpi:read',
    'erasure:acknowledge',
  ]),
  STEWARD: new Set<Scope>([
    ...READS,
    'person:identifiers',
    'person:lineage',
    'person:override',
    'match:read',
    'match:review',
    'model:admin',
    'system:admin',
    'watchlist:search',
    'kpi:read',
    'watchlist:admin',
    'verification:request',
    'vendor:admin',
    'evidence:read',
    'evidence:manage',
    'decision:inputs',
    'policy:read',
    'policy:write',
    'policy:publish',
    'journey:start',
    'journey:admin',
    'review:read',
    'review:work',
    'review:admin',
    'decision:override',
    'consent:write',
    'purpose:admin',
    'audit:read',
    'erasure:execute',
  ]),
};

/** Whether `text` names a scope. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}

/** The scopes that count: those of the token that the kind of system may hold. */
export function effectiveScopes(kind: SystemKind, tokenScopes: Iterable<string>): ReadonlySet<Scope> {
  const allowed = SCOPES_OF_KIND[kind];
  const effective = new Set<Scope>();
  for (const scope of tokenScopes) if (isScope(scope) && allowed.has(scope)) effective.add(scope);
  return effective;
}
