import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLScalarType,
  buildSchema,
  isScalarType,
  locatedError,
} from 'graphql';
import { mergeWithheld } from '../gate/access.ts';
import { perOperation } from './execution/memo.ts';
import { type Planned, planOperation } from './execution/operation.ts';
import {
  type Answers,
  type Caller,
  type Executor,
  type GatewayContext,
  type MaybePromise,
  type Operation,
  type Transport,
  isStream,
} from './executor.ts';
import { clientKey } from './planned/documents.ts';
import { createPlanner } from './planned/planner.ts';
import type { Json } from './planned/merge.ts';
import { type PlanRun, runStep, takeRoot } from './planned/run.ts';
import type { Step } from './planned/steps.ts';
import { mapStream } from './stream.ts';

/** What the planned executor is made of. */
export interface PlannedOptions<C extends Caller> {
  /** The composed supergraph, as the planner reads it. */
  supergraphSdl: string;
  /** What clients see of it. */
  apiSdl: string;
  /** A way to each subgraph, by its name in the supergraph. */
  transports: ReadonlyMap<string, Transport<C>>;
  /** The custom scalars, so that wrong input is refused here as it is everywhere else. */
  scalars?: readonly GraphQLScalarType[];
}

/**
 * Answers operations by a plan over subgraphs that may be anywhere: Hive's Rust planner says what to ask whom,
 * and the merged answers are completed against the API like any other source, so that nulls, types and errors come
 * out as from the fused schema. What lost: the executor of `@graphql-hive/router-runtime` 1.4, which lets null stand in
 * non-null fields across subgraphs, answers `{ __schema … person … }` with a null person, and carries a subscription's
 * errors over to its later events.
 */
export async function planned<C extends Caller>(options: PlannedOptions<C>): Promise<Executor<C>> {
  const { supergraphSdl, apiSdl, transports, scalars = [] } = options;
  const schema = buildSchema(apiSdl);
  for (const { name, parseValue, parseLiteral } of scalars) {
    const scalar = schema.getType(name);
    // Values from subgraphs are serialised already, so only input is looked at.
    if (isScalarType(scalar)) Object.assign(scalar, { parseValue, parseLiteral });
  }
  const planner = await createPlanner(supergraphSdl, schema);
  const completionOf = perOperation((document, operationName) =>
    planOperation(schema, document, operationName, planner.keyOf),
  );

  const begin = (context: GatewayContext<C>, variables: Readonly<Record<string, unknown>>): PlanRun => ({
    schema,
    send({ subgraph, document, text, variables: names }, more) {
      const transport = transports.get(subgraph);
      if (!transport) throw new Error(`There is no way to the subgraph ${subgraph}.`);
      const used = names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]);
      return transport.execute({ document, text, variables: { ...more, ...Object.fromEntries(used) }, context });
    },
    data: {},
    errors: [],
    withheld: [],
  });

  const execute = async (operation: Operation<C>): Promise<ExecutionResult | Answers> => {
    try {
      const completion = completionOf(operation.document, operation.operationName);
      const coerced = completion.coerce(operation.variables);
      if ('errors' in coerced) return { errors: coerced.errors };
      // Subgraphs coerce the client's own variables, and know their defaults from the plan.
      const variables = operation.variables ?? {};
      const stages = await planner.plan(operation.document, operation.operationName, coerced.values);
      const finish = (run: PlanRun) => complete(completion, coerced.values, run);

      if (completion.operation.operation === 'subscription') {
        return await subscribe(stages[0] ?? { kind: 'nothing' }, () => begin(operation.context, variables), finish);
      }
      const run = begin(operation.context, variables);
      // The root fields of a mutation follow one another.
      for (const stage of stages) await runStep(run, stage);
      return await finish(run);
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : locatedError(error, undefined)] };
    }
  };

  return {
    schema,
    execute,
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}

/** Opens the one stream of the plan; the other steps run for each of its events, on their own. */
async function subscribe(
  step: Step,
  begin: () => PlanRun,
  finish: (run: PlanRun) => MaybePromise<ExecutionResult>,
): Promise<ExecutionResult | Answers> {
  const [first, rest] = step.kind === 'sequence' ? [step.steps[0], step.steps.slice(1)] : [step, []];
  if (first?.kind !== 'subscribe') throw new Error('The plan of a subscription does not begin with one.');
  const source = await begin().send(first.request, {});
  if (!isStream(source)) return { errors: (source.errors ?? []).map(forClient) };
  return mapStream(source, async (event) => {
    if (!event.data) return { errors: (event.errors ?? []).map(forClient) };
    const run = begin();
    takeRoot(run, first, event);
    await runStep(run, { kind: 'sequence', steps: rest });
    return finish(run);
  });
}

/**
 * Completes the merged data as the client asked for it. What subgraphs could not answer stands in the data as errors
 * by then, so that a null where none may be goes up, and is told once, as in any execution.
 */
function complete(completion: Planned, values: Record<string, unknown>, run: PlanRun): MaybePromise<ExecutionResult> {
  for (const error of run.errors) placeError(run.data, error);
  const result = completion.run(values, undefined, run.data);
  if (run.withheld.length === 0) return result;
  const withheld = mergeWithheld(run.withheld);
  const told = (answer: ExecutionResult): ExecutionResult => ({ ...answer, extensions: { withheld } });
  return result instanceof Promise ? result.then(told) : told(result);
}

/** Puts an error where its path leads, or where the data ends on the way there because a subgraph made null go up. */
function placeError(data: Json, error: GraphQLError): void {
  const path = error.path ?? [];
  let holder: Json = data;
  for (const [index, key] of path.entries()) {
    const value = holder[key];
    if (typeof value === 'object' && value !== null && !(value instanceof Error) && index < path.length - 1)
      holder = value as Json;
    else {
      if (!(value instanceof Error)) holder[key] = forClient(error);
      return;
    }
  }
}

function forClient(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    path: (error.path ?? []).map(clientKey),
    originalError: error.originalError,
    extensions: error.extensions,
  });
}
