import { type ExecutionResult, GraphQLError, type GraphQLSchema, Kind, locatedError } from 'graphql';
import type { Access } from '../gate/access.ts';
import type { Actor } from '../kernel/actor.ts';
import { isOutdated } from '../kernel/db.ts';
import { originOf } from '../kernel/origin.ts';
import { perOperation } from './execution/memo.ts';
import { type Planned, planOperation } from './execution/operation.ts';
import type { Answers, Executor, GatewayContext, LocalCaller, MaybePromise, Operation } from './executor.ts';
import { refusedFields } from './refused.ts';
import { shareByTurn } from './shared.ts';
import { mapStream } from './stream.ts';

/** What somebody asks for, with what it reads of people. */
export type LocalRequest = GatewayContext<LocalCaller> & { readonly access: Access };

/** How reads of people are judged, and kept. */
export interface Reads {
  open(actor: Actor): Access;
  /**
   * Ends what was opened: keeps what an operation has read, and what it was refused; `roots` are its root fields. Resolves when it
   * is durable; answers nothing where there is nothing to keep.
   */
  keep(access: Access, request: GatewayContext<LocalCaller>, roots: readonly string[]): Promise<void> | undefined;
  /** Ends what was opened, where nothing is answered. */
  drop(access: Access): void;
  /** Keeps that somebody asked for fields, by schema coordinates, without a right to them. Resolves when it is durable. */
  refuse(fields: readonly string[], request: GatewayContext<LocalCaller>, roots: readonly string[]): Promise<void>;
  /** Called as an execution begins. Behind it, what it answers says whether what was looked up since holds. */
  look(): () => MaybePromise<boolean>;
  /** Has the next execution look up as the database does by now. */
  renew(): Promise<void>;
}

/** How often an execution runs again that was overtaken by a change of the key for look-ups, which takes minutes. */
const AGAIN = 3;

/**
 * Executes operations on a schema in this process. `contextOf` is called once an execution, and once more for each
 * event of a subscription, so that loaders never outlive what they were filled for. No answer goes out before what was read
 * for it is kept.
 */
export function localExecutor(
  schema: GraphQLSchema,
  contextOf: (request: LocalRequest) => unknown,
  reads: Reads,
): Executor<LocalCaller> {
  const planOf = perOperation((document, operationName) => planOperation(schema, document, operationName));

  const share = shareByTurn<MaybePromise<ExecutionResult>>();

  const run = (
    plan: Planned,
    values: Record<string, unknown>,
    context: GatewayContext<LocalCaller>,
    payload: unknown,
    again = AGAIN,
  ): MaybePromise<ExecutionResult> => {
    const holds = reads.look();
    const access = reads.open(context.actor);
    const finish = (result: ExecutionResult): MaybePromise<ExecutionResult> => {
      const roots = plan.roots(values);
      const kept = reads.keep(access, context, roots);
      const fields = result.errors ? refusedFields(schema, plan, result.errors) : [];
      const refused = fields.length > 0 ? reads.refuse(fields, context, roots) : undefined;
      if (!kept && !refused) return result;
      const withheld = access.withheld();
      const answer = withheld.length === 0 ? result : { ...result, extensions: { ...result.extensions, withheld } };
      return Promise.all([kept, refused]).then(
        () => answer,
        (error: unknown) => ({ errors: [asError(error)] }),
      );
    };
    const runAgain = async (): Promise<ExecutionResult> => {
      reads.drop(access);
      await reads.renew();
      return run(plan, values, context, payload, again - 1);
    };
    const isWrite = plan.operation.operation === 'mutation';
    const judge = (result: ExecutionResult): MaybePromise<ExecutionResult> => {
      if (again === 0) return finish(result);
      // Of several commands, the first ones may have run, and without a key they would again.
      if (isOvertaken(result)) return isWrite && !hasOneRoot(plan) ? finish(result) : runAgain();
      const held = isWrite || holds();
      if (held === true) return finish(result);
      return Promise.resolve(held).then((still) => (still ? finish(result) : runAgain()));
    };
    const result = plan.run(values, contextOf({ ...context, access }), payload);
    return result instanceof Promise ? result.then(judge) : judge(result);
  };

  const execute = (operation: Operation<LocalCaller>): MaybePromise<ExecutionResult | Answers> => {
    let plan: Planned;
    try {
      plan = planOf(operation.document, operation.operationName);
    } catch (error) {
      return { errors: [asError(error)] };
    }
    const coerced = plan.coerce(operation.variables);
    if ('errors' in coerced) return { errors: coerced.errors };
    const { values } = coerced;
    if (plan.operation.operation === 'subscription') return subscribe(plan, values, operation);
    return run(plan, values, operation.context, undefined);
  };

  const subscribe = async (
    plan: Planned,
    values: Record<string, unknown>,
    { context, renew = async () => context }: Operation<LocalCaller>,
  ): Promise<ExecutionResult | Answers> => {
    const access = reads.open(context.actor);
    const source = await plan.source(values, contextOf({ ...context, access }));
    reads.drop(access);
    if (source instanceof GraphQLError) {
      const refused = refusedFields(schema, plan, [source]);
      if (refused.length === 0) return { errors: [source] };
      return reads.refuse(refused, context, plan.roots(values)).then(
        () => ({ errors: [source] }),
        (error: unknown) => ({ errors: [asError(error)] }),
      );
    }
    const text = JSON.stringify(values);
    return mapStream(source, async (payload) => {
      // The purposes of a system may have changed since it subscribed.
      const current = await renew();
      const answer = (): MaybePromise<ExecutionResult> => run(plan, values, current, payload);
      const event = originOf(payload);
      return event ? share(event, { plan, actor: current.actor, values: text }, answer) : answer();
    });
  };

  return { schema, execute, close: async () => {} };
}

function hasOneRoot({ operation }: Planned): boolean {
  const { selections } = operation.selectionSet;
  return selections.length === 1 && selections[0]!.kind === Kind.FIELD;
}

/** Whether a part of it was refused since blind indexes were made with a key that the database has left. */
function isOvertaken({ errors }: ExecutionResult): boolean {
  return errors?.some(({ originalError }) => isOutdated(originalError)) ?? false;
}

function asError(error: unknown): GraphQLError {
  return error instanceof GraphQLError ? error : locatedError(error, undefined);
}
