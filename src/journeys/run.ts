import type { Clock } from '../kernel/clock.ts';
import type { Definition } from '../subgraphs/decision/journeys/definition.ts';
import { type Done, act } from './act.ts';
import type { Definitions } from './definitions.ts';
import type { Graph } from './graph.ts';
import { type Facts, type Memory, enterStep } from './journey.ts';
import { type Note, type View, look, note } from './look.ts';
import { planMove } from './move.ts';
import { type Person, readPerson } from './person.ts';

/** More turns without a rest are a circle. */
const MAX_TURNS = 50;
/** How often a journey may rest, and find that something has happened already. */
const MAX_RESTS = 10;

/** What a journey has come to since it was last noted. */
interface Progress {
  step: string;
  memory: Memory;
  facts: Facts;
  log: Note['log'];
  verificationIds: string[];
  decisionIds: string[];
}

/** Where a journey stands that has done all it can. */
interface Stand {
  state: Note['state'];
  waitsFor?: string[];
  dueAt?: Date;
  outcome?: string;
  reason?: string;
}

/**
 * Moves a journey as far as it can go, and notes where it stands. Answers when it has to be moved again by itself; undefined
 * when it has ended. However often it is called, and by however many at once, each thing is done once: every command carries
 * a key that follows from the step and the way to it, not from what was noted, which another run may do meanwhile.
 */
export async function runJourney(
  { graph, definitions, clock }: { graph: Graph; definitions: Definitions; clock: Clock },
  journeyId: string,
): Promise<Date | undefined> {
  let view = await look(graph, journeyId);
  for (let rests = 0; view && rests < MAX_RESTS; rests += 1) {
    const { step, memory, facts } = view;
    const progress: Progress = { step, memory, facts, log: [], verificationIds: [], decisionIds: [] };
    const definition = await definitions.of(graph, view);
    const stand: Stand = definition
      ? await advance(graph, { journeyId, view, progress, definition, clock })
      : { state: 'FAILED', reason: 'DEFINITION_GONE' };
    // It has noted that it waits, and nothing has happened before.
    if (rests > 0 && stand.state === 'WAITING' && progress.log.length === 0) return stand.dueAt;
    const { facts: _, ...come } = progress;
    const { state, waitsFor = [], dueAt, outcome = null, reason = null } = stand;
    const noted = { ...come, state, waitsFor, dueAt: dueAt?.toISOString() ?? null, outcome, reason };
    view = await note(graph, { journeyId, ...noted, entry: view.entry });
  }
  return view && new Date(clock.now().getTime() + 1_000);
}

async function advance(
  graph: Graph,
  {
    journeyId,
    view,
    progress,
    definition,
    clock,
  }: { journeyId: string; view: View; progress: Progress; definition: Definition; clock: Clock },
): Promise<Stand> {
  if (!definition.steps[view.step]) return { state: 'FAILED', reason: 'DEFINITION_GONE' };
  const since = new Date(view.memory.enteredAt);
  let read: Promise<Person> | undefined;
  const person = (): Promise<Person> => (read ??= readPerson(graph, view.facts.personId));
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
        const key = `journey:${journeyId}:${memory.visit ?? 0}:${step}`;
        const done = await Promise.all(
          move.actions.map((action) => act({ graph, key, memory, facts, person, now, since }, action)),
        );
        for (const one of done) remember(progress, one);
        const failed = done.find((one) => one.failed)?.failed;
        if (failed) return { state: 'FAILED', reason: failed };
      }
    }
  }
  return { state: 'FAILED', reason: 'GOES_ROUND' };
}

function remember(progress: Progress, { action, detail = {}, memory, verification, decision, consents }: Done): void {
  if (action !== undefined) progress.log.push({ step: progress.step, action, detail });
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
