import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Withheld } from '../../gate/access.ts';
import { fault } from '../../kernel/faults.ts';
import { MISSING } from '../execution/failure.ts';
import { type Answers, type MaybePromise, isStream } from '../executor.ts';
import { type Json, type Location, locate, merge, represent, rewrite } from './merge.ts';
import type { EntityGroup, Request, Step } from './steps.ts';

/** One run of a plan: what came back so far. */
export interface PlanRun {
  readonly schema: GraphQLSchema;
  /** Sends a request to its subgraph, with the client's variables that it uses and these. Throws or rejects in an outage. */
  readonly send: (request: Request, more: Record<string, unknown>) => MaybePromise<ExecutionResult | Answers>;
  readonly data: Json;
  readonly errors: GraphQLError[];
  /** What subgraphs kept back. */
  readonly withheld: Withheld[];
}

type Path = readonly (string | number)[];

/** Runs a step and all below it. Outages become errors at the fields that they cost; it does not reject. */
export async function runStep(run: PlanRun, step: Step): Promise<void> {
  switch (step.kind) {
    case 'nothing':
      return;
    case 'sequence':
      // Each step needs what the one before it brought.
      for (const each of step.steps) await runStep(run, each);
      return;
    case 'parallel':
      await Promise.all(step.steps.map((each) => runStep(run, each)));
      return;
    case 'fetch': {
      const answer = await ask(run, step.request, {});
      takeRoot(run, step, answer);
      return;
    }
    case 'entities':
      return runEntities(run, step.request, step.groups);
    case 'enter':
      return runEntered(run, step);
    case 'subscribe':
      throw new Error('A subscription is opened, not run.');
  }
}

/** Puts the answer of a root field's subgraph into the data. */
export function takeRoot(
  run: PlanRun,
  step: Step & { kind: 'fetch' | 'subscribe' },
  answer: ExecutionResult | GraphQLError,
): void {
  if (answer instanceof GraphQLError) {
    for (const key of step.request.keys) lose(run, run.data, key, [key], answer);
    return;
  }
  noteWithheld(run, answer);
  const errors = answer.errors ?? [];
  if (!answer.data) {
    const [first] = errors;
    for (const key of step.request.keys) lose(run, run.data, key, [key], first ?? unavailable());
    return;
  }
  rewrite(answer.data, step.rewrites, run.schema);
  merge(run.data, answer.data);
  for (const error of errors) run.errors.push(at(error, error.path ?? []));
}

/** Runs a part of the plan that begins at entities in the middle, and puts what goes wrong there where they stand. */
async function runEntered(run: PlanRun, { path, key, below }: Step & { kind: 'enter' }): Promise<void> {
  const locations = locate(run.data, path, run.schema);
  if (locations.length === 0) return;
  const entities = locations.map(({ entity }): unknown => entity);
  const part: PlanRun = { ...run, data: { [key]: entities }, errors: [] };
  await runStep(part, below);
  for (const error of part.errors) {
    const [, position, ...rest] = error.path ?? [];
    run.errors.push(at(error, [...(locations[Number(position)]?.path ?? []), ...rest]));
  }
  locations.forEach(({ holder, path: place }, position) => {
    const entity = entities[position];
    if (entity === null || entity === MISSING) holder[place.at(-1)!] = entity;
  });
}

async function runEntities(run: PlanRun, request: Request, groups: readonly EntityGroup[]): Promise<void> {
  const variables: Record<string, unknown> = {};
  const targets = new Map<string, Location[][]>();
  const lists = new Map<string, { index: Map<string, number>; list: Json[] }>();
  for (const group of groups) {
    // Aliases may share a variable, and the same entity is asked for once in each.
    let shared = lists.get(group.variable);
    if (!shared) lists.set(group.variable, (shared = { index: new Map(), list: [] }));
    const locations: Location[][] = [];
    for (const path of group.paths) {
      for (const location of locate(run.data, path, run.schema)) {
        const representation = represent(group.requires, location.entity, run.schema);
        if (!representation) continue;
        rewrite(representation, group.inputRewrites, run.schema);
        const identity = JSON.stringify(representation);
        let position = shared.index.get(identity);
        if (position === undefined) {
          position = shared.list.push(representation) - 1;
          shared.index.set(identity, position);
        }
        (locations[position] ??= []).push(location);
      }
    }
    targets.set(group.key, locations);
    variables[group.variable] = shared.list;
  }
  if ([...lists.values()].every(({ list }) => list.length === 0)) return;

  const answer = await ask(run, request, variables);
  if (!(answer instanceof GraphQLError)) noteWithheld(run, answer);
  for (const group of groups) takeEntities(run, group, targets.get(group.key) ?? [], answer);
}

function takeEntities(
  run: PlanRun,
  group: EntityGroup,
  targets: Location[][],
  answer: ExecutionResult | GraphQLError,
): void {
  const entities =
    answer instanceof GraphQLError ? undefined : (answer.data?.[group.key] as (Json | null)[] | null | undefined);
  if (!entities) {
    const error = answer instanceof GraphQLError ? answer : (answer.errors?.[0] ?? unavailable());
    for (const { entity, path } of targets.flat())
      for (const key of group.keys) lose(run, entity, key, [...path, key], error);
    return;
  }
  rewrite(entities, group.outputRewrites, run.schema);
  targets.forEach((locations, position) => {
    const entity = entities[position];
    if (!entity) {
      for (const { holder, path } of locations) holder[path.at(-1)!] = MISSING;
      return;
    }
    // Later steps write into what is merged here, so each place gets its own copy.
    locations.forEach(({ entity: target }, use) => merge(target, use === 0 ? entity : structuredClone(entity)));
  });
  for (const error of (answer as ExecutionResult).errors ?? []) {
    const [key, position, ...rest] = error.path ?? [];
    if (key !== group.key || typeof position !== 'number') continue;
    for (const { holder, path } of targets[position] ?? []) {
      run.errors.push(at(error, [...path, ...rest]));
      // What came back null with an error is not missing.
      if (entities[position] == null) holder[path.at(-1)!] = null;
    }
  }
}

/** A subgraph says what it kept back beside its data. */
function noteWithheld(run: PlanRun, { extensions }: ExecutionResult): void {
  run.withheld.push(...((extensions?.['withheld'] as Withheld[] | undefined) ?? []));
}

/** Asks a subgraph. An outage is an error, not a rejection. */
async function ask(
  run: PlanRun,
  request: Request,
  more: Record<string, unknown>,
): Promise<ExecutionResult | GraphQLError> {
  try {
    const answer = await run.send(request, more);
    if (!isStream(answer)) return answer;
    await answer.return?.();
    throw new Error('A query was answered with a stream.');
  } catch (cause) {
    return unavailable(cause);
  }
}

function lose(run: PlanRun, holder: Json, key: string, path: Path, error: GraphQLError): void {
  holder[key] = null;
  run.errors.push(at(error, path));
}

/** The same error at another path, without the position in a document that the client never saw. */
function at(error: GraphQLError, path: Path): GraphQLError {
  return new GraphQLError(error.message, { path, originalError: error.originalError, extensions: error.extensions });
}

function unavailable(cause?: unknown): GraphQLError {
  const original =
    cause instanceof Error && cause.name === 'Fault'
      ? cause
      : fault({
          code: 'UNAVAILABLE',
          public: 'A part of the graph does not answer.',
          internal: 'a subgraph did not answer',
          cause,
        });
  return new GraphQLError(original.message, { originalError: original });
}
