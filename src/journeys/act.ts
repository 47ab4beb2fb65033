import { fault } from '../kernel/faults.ts';
import type { Graph } from './graph.ts';
import type { Attempt, DecisionFacts, Facts, Memory, VerificationFacts } from './journey.ts';
import { DECISION, VERIFICATION } from './look.ts';
import type { Action } from './move.ts';
import { inputsOf } from './inputs.ts';
import { type Person, subjectOf } from './person.ts';

/** What is done for: a journey at a point from which it is done once. */
export interface Act {
  graph: Graph;
  /** What the idempotency keys of its commands begin with. */
  key: string;
  memory: Memory;
  facts: Facts;
  /** The person, read when it is first needed. */
  person: () => Promise<Person>;
  now: Date;
  /** Before it, no run did anything from this point. */
  since: Date;
}

/** What came of an action. */
export interface Done {
  /** Why the journey cannot go on, as a code. */
  failed?: string;
  /** For the journey's log: what was done, and with what. Nothing for what was only read. */
  action?: string;
  detail?: Record<string, unknown>;
  /** What to remember. */
  memory?: Partial<Memory>;
  /** What is known now. */
  verification?: VerificationFacts;
  decision?: DecisionFacts;
  consents?: Facts['consents'];
}

/** Does something through the graph. The same action with the same key is done once, however often it is tried. */
export async function act(context: Act, action: Action): Promise<Done> {
  switch (action.type) {
    case 'READ_CONSENTS':
      return readConsents(context, action.purposes);
    case 'REQUEST_VERIFICATION':
      return requestVerification(context, action);
    case 'START_CHECK':
      return startCheck(context, action);
    case 'CANCEL_VERIFICATION':
      return cancelVerification(context, action.verificationId);
    case 'DECIDE':
      return decide(context, action);
  }
}

const CONSENTS = 'query ($id: ID!) { person(id: $id) { consents { id purpose status } } }';

/** Reads the person's consents; those that the step is about are what a decision cites. */
async function readConsents({ graph, facts }: Act, purposes: readonly string[]): Promise<Done> {
  const person = await graph.root<{ consents: NonNullable<Facts['consents']> } | null>(CONSENTS, {
    id: facts.personId,
  });
  const consents = person?.consents ?? [];
  const cited = consents.filter(({ purpose, status }) => status === 'GRANTED' && purposes.includes(purpose));
  return { consents, memory: { consentIds: cited.map(({ id }) => id) } };
}

/** A member of a union that says what went wrong. */
interface Refused {
  __typename: string;
  problems?: { path: string }[];
  inFlight?: boolean;
}

/** What every command can answer beside what it is for. */
const REFUSALS = '... on InvalidInput { problems { path } } ... on IdempotencyConflict { inFlight }';

/** Runs a command. Throws UNAVAILABLE while another run of it, such as one whose process died, has not ended. */
async function command<Answer extends Refused>(graph: Graph, text: string, input: object): Promise<Answer> {
  const answer = await graph.root<Answer>(text, { input });
  if (answer.inFlight) throw fault({ code: 'UNAVAILABLE', public: 'Another run of this has not ended.' });
  return answer;
}

/** Paths say where an input was wrong; they hold nothing of anybody. */
function refused(failed: string, { __typename, problems }: Refused): Done {
  const paths = problems?.map(({ path }) => path);
  return { failed, action: failed, detail: { answer: __typename, ...(paths ? { paths } : {}) } };
}

const REQUEST = `mutation ($input: RequestVerificationInput!) {
  requestVerification(input: $input) {
    __typename
    ... on VerificationRequested { verification { ${VERIFICATION} } }
    ${REFUSALS}
  }
}`;

async function requestVerification(
  context: Act,
  { checks, deadline }: Extract<Action, { type: 'REQUEST_VERIFICATION' }>,
): Promise<Done> {
  const { graph, key, facts } = context;
  const answer = await command<Refused & { verification?: VerificationFacts }>(graph, REQUEST, {
    personId: facts.personId,
    checks,
    deadline: deadline.toISOString(),
    idempotencyKey: `${key}:request`,
  });
  // It was asked for by a run that entered the step at another moment, and could not note it any more: that holds.
  const verification =
    answer.__typename === 'IdempotencyConflict' ? await findVerification(context) : answer.verification;
  if (!verification) return refused('VERIFICATION_REFUSED', answer);
  return {
    action: 'VERIFICATION_REQUESTED',
    detail: { verificationId: verification.id },
    memory: { verificationId: verification.id },
    verification,
  };
}

const VERIFICATIONS = `query ($id: ID!) {
  person(id: $id) { verifications(first: 20) { ${VERIFICATION} by: requestedBy at: requestedAt } }
}`;

/** The verification that another run asked for. */
async function findVerification({ graph, facts, since }: Act): Promise<VerificationFacts | undefined> {
  const person = await graph.root<{ verifications: (VerificationFacts & Made)[] } | null>(VERIFICATIONS, {
    id: facts.personId,
  });
  return person?.verifications.find(isByAnotherRun(since, facts.verifications));
}

/** By whom something was made, and when. */
interface Made {
  id: string;
  by: string;
  at: string | Date;
}

/** Made by a journey since a moment, and not known to this one. */
function isByAnotherRun(since: Date, known: readonly { id: string }[]) {
  return ({ id, by, at }: Made): boolean =>
    by === 'journeys' && new Date(at) >= since && !known.some((one) => one.id === id);
}

const START = `mutation ($input: StartCheckInput!) {
  startCheck(input: $input) {
    __typename
    ... on VendorRefused { reasonCode }
    ${REFUSALS}
  }
}`;

type Start = Refused & { reasonCode?: string };

/** What the answers of `startCheck` mean to a journey. A check that has ended meanwhile needs nobody any more. */
const STARTS: Readonly<Record<string, { action: string; state: Attempt['state'] }>> = {
  CheckStarted: { action: 'CHECK_STARTED', state: 'STARTED' },
  VendorUnavailable: { action: 'VENDOR_UNAVAILABLE', state: 'UNAVAILABLE' },
  VendorRefused: { action: 'VENDOR_REFUSED', state: 'REFUSED' },
  IllegalTransition: { action: 'CHECK_ENDED', state: 'STARTED' },
};

async function startCheck(
  context: Act,
  { checkId, kind, vendor, attempt }: Extract<Action, { type: 'START_CHECK' }>,
): Promise<Done> {
  const { graph, person, memory, now } = context;
  const subject = subjectOf(await person());
  // The same key for every call of a vendor, so that one which took the check, and could not say so, is charged once.
  const call = (key: string): Promise<Start> =>
    command<Start>(graph, START, { checkId, vendor, subject, idempotencyKey: key });
  let answer = await call(`journey:${checkId}:${vendor}`);
  // What is said about the person has changed since the first call.
  if (answer.__typename === 'IdempotencyConflict') answer = await call(`journey:${checkId}:${vendor}:${attempt}`);
  const start = STARTS[answer.__typename];
  if (!start) return refused('CHECK_REFUSED', answer);
  const earlier = memory.attempts?.[kind]?.vendor;
  const isFallback = earlier !== undefined && earlier !== vendor;
  return {
    action: start.action,
    detail: {
      kind,
      vendor,
      attempt,
      ...(isFallback ? { insteadOf: earlier } : {}),
      ...(answer.reasonCode ? { reasonCode: answer.reasonCode } : {}),
    },
    memory: { attempts: { [kind]: { vendor, attempt, state: start.state, at: now.toISOString() } } },
  };
}

const CANCEL = `mutation ($input: CancelVerificationInput!) {
  cancelVerification(input: $input) {
    __typename
    ... on VerificationCancelled { verification { ${VERIFICATION} } }
    ${REFUSALS}
  }
}`;
const VERIFICATION_BY_ID = `query ($id: ID!) { verification(id: $id) { ${VERIFICATION} } }`;

async function cancelVerification({ graph, key }: Act, verificationId: string): Promise<Done> {
  const answer = await command<Refused & { verification?: VerificationFacts }>(graph, CANCEL, {
    verificationId,
    reason: 'No vendor could be had.',
    idempotencyKey: `${key}:cancel`,
  });
  // It may have ended in this very moment: then that counts.
  const verification =
    answer.verification ?? (await graph.root<VerificationFacts | null>(VERIFICATION_BY_ID, { id: verificationId }));
  if (!verification) return refused('VERIFICATION_GONE', answer);
  return { action: 'VERIFICATION_CANCELLED', detail: { verificationId }, verification };
}

const DECIDE = `mutation ($input: DecideInput!) {
  decide(input: $input) {
    __typename
    ... on DecisionRecorded { decision { ${DECISION} } }
    ${REFUSALS}
  }
}`;

async function decide(context: Act, { policy, subject, inputs }: Extract<Action, { type: 'DECIDE' }>): Promise<Done> {
  const { graph, key, facts, memory, person, now } = context;
  const verification = facts.verifications.find(({ id }) => id === memory.verificationId);
  const answer = await command<Refused & { decision?: DecisionFacts }>(graph, DECIDE, {
    personId: facts.personId,
    subject,
    policy,
    inputs: inputsOf(inputs, { verification, person: await person(), now }),
    verificationIds: verification ? [verification.id] : [],
    consentIds: memory.consentIds ?? [],
    idempotencyKey: `${key}:decide`,
  });
  // It was decided before, when less was known, by a run that could not note it any more: that holds.
  const decision = answer.__typename === 'IdempotencyConflict' ? await findDecision(context, subject) : answer.decision;
  if (!decision) return refused('DECISION_REFUSED', answer);
  return {
    action: 'DECIDED',
    detail: { decisionId: decision.id, outcome: decision.outcome, policy },
    memory: { decisionId: decision.id, hasDecided: true },
    decision,
  };
}

const DECISIONS = `query ($id: ID!) {
  person(id: $id) { decisions(first: 20) { ${DECISION} subject by: decidedBy at: decidedAt } }
}`;

/** The decision about a subject that another run came to. */
async function findDecision({ graph, facts, since }: Act, subject: string): Promise<DecisionFacts | undefined> {
  const person = await graph.root<{ decisions: (DecisionFacts & Made & { subject: string })[] } | null>(DECISIONS, {
    id: facts.personId,
  });
  const isAnothers = isByAnotherRun(since, facts.decisions);
  return person?.decisions.find((made) => made.subject === subject && isAnothers(made));
}
