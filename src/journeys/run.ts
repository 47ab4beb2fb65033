import type { Clock } from '../kernel/clock.ts';
import { type Done, act } from './act.ts';
import type { Graph } from './graph.ts';
import { type Facts, type Memory, enterStep } from './journey.ts';
import { type View, look } from './look.ts';
import { planMove } from './move.ts';

/** More turns without a rest are a circle. */
const MAX_TURNS = 50;
/** How often somebody else may move the journey meanwhile. */
const MAX_LOOKS = 5;

/** What a journey has come to since it was last noted. */
interface Progress {
  step: string;
  memory: Memory;
  facts: Facts;
  log: { step: string; action: string; detail: Record<string, unknown> }[];
  verificationIds: string[];
  decisionIds: string[];
}

/** Where a journey stands that has done all it can. */
interface Stand {
  state: 'WAITING' | 'ENDED' | 'FAILED';
  waitsFor?: string[];
  dueAt?: Date;
  outcome?: string;
  reason?: string;
}

/**
 * Moves a journey as far as it can go, and notes where it stands. Answers when it has to be moved again by itself; undefined
 * when it has ended. However often it is called, and by however many at once, each thing is done once: every command carries
 * a key that follows from the point where the journey stood.
 */
export async function runJourney(graph: Graph, journeyId: string, clock: Clock): Promise<Date | undefined> {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const view = await look(graph, journeyId);
    if (!view) return undefined;
    const progress: Progress = { ...view, log: [], verificationIds: [], decisionIds: [] };
    const stand = await advance(graph, { journeyId, view, progress, clock });
    const isNews = progress.log.length > 0 || stand.state !== 'WAITING';
    // Looked at again once it was noted: what happened before could not yet be told to a journey that waits for it.
    if (!isNews && looks > 0) return stand.dueAt;
    await note(graph, { journeyId, entry: view.entry, progress, stand });
    if (stand.state !== 'WAITING') return undefined;
  }
  return new Date(clock.now().getTime() + 1_000);
}

async function advance(
  graph: Graph,
  { journeyId, view, progress, clock }: { journeyId: string; view: View; progress: Progress; clock: Clock },
): Promise<Stand> {
  const { definition } = view;
  if (!definition?.steps[view.step]) return { state: 'FAILED', reason: 'DEFINITION_GONE' };
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const now = clock.now();
    const { step, memory, facts } = progress;
    const move = planMove(definition, { step, memory, facts, now });
    switch (move.type) {
      case 'REST':
        return { state: 'WAITING', waitsFor: move.waitsFor, dueAt: move.dueAt };
      case 'END':
        return { state: 'ENDED', outcome: move.outcome };
      case 'GO':
        progress.log.push({ step, action: 'LEFT', detail: { outcome: move.outcome, to: move.to } });
        progress.step = move.to;
        progress.memory = enterStep(memory, definition.steps[move.to]!.type, now);
        break;
      case 'ACT': {
        const visits = progress.log.filter((one) => one.step === step && one.action === 'LEFT').length;
        const key = `journey:${journeyId}:${view.entry}:${step}:${visits}`;
        const done = await Promise.all(move.actions.map((action) => act({ graph, key, memory, facts, now }, action)));
        for (const one of done) remember(progress, one);
        const failed = done.find((one) => one.failed)?.failed;
        if (failed) return { state: 'FAILED', reason: failed };
      }
    }
  }
  return { state: 'FAILED', reason: 'GOES_ROUND' };
}

function remember(progress: Progress, { action, detail, memory, verification, decision, consents }: Done): void {
  progress.log.push({ step: progress.step, action, detail });
  progress.memory = {
    ...progress.memory,
    ...memory,
    ...(memory?.attempts ? { attempts: { ...progress.memory.attempts, ...memory.attempts } } : {}),
  };
  const { facts } = progress;
  if (verification) {
    if (!facts.verifications.some(({ id }) => id === verification.id)) progress.verificationIds.push(verification.id);
    const others = facts.verifications.filter(({ id }) => id !== verification.id);
    progress.facts = { ...facts, verifications: [...others, verification] };
  }
  if (decision) {
    progress.decisionIds.push(decision.id);
    progress.facts = { ...facts, decisions: [...facts.decisions, decision] };
  }
  if (consents) progress.facts = { ...facts, consents };
}

const NOTE = `mutation ($input: NoteJourneyInput!) {
  noteJourney(input: $input) { __typename ... on InvalidInput { problems { path } } }
}`;

async function note(
  graph: Graph,
  { journeyId, entry, progress, stand }: { journeyId: string; entry: number; progress: Progress; stand: Stand },
): Promise<void> {
  const { step, memory, log, verificationIds, decisionIds } = progress;
  const { state, waitsFor = [], dueAt, outcome = null, reason = null } = stand;
  const input = {
    journeyId,
    entry,
    state,
    step,
    memory,
    log,
    waitsFor,
    verificationIds,
    decisionIds,
    dueAt: dueAt?.toISOString() ?? null,
    outcome,
    reason,
  };
  // Somebody else may have moved it; the next look shows where it is then.
  const { __typename } = await graph.root<{ __typename: string }>(NOTE, { input });
  if (__typename === 'InvalidInput') throw new TypeError('A journey could not be noted.');
}
