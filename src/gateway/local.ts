import { type ExecutionResult, GraphQLError, type GraphQLSchema, locatedError } from 'graphql';
import { originOf } from '../kernel/origin.ts';
import { perOperation } from './execution/memo.ts';
import { type Planned, planOperation } from './execution/operation.ts';
import type { Answers, Executor, GatewayContext, LocalCaller, MaybePromise, Operation } from './executor.ts';
import { shareByTurn } from './shared.ts';
import { mapStream } from './stream.ts';

/**
 * Executes operations on a schema in this process. `contextOf` is called once an execution, and once more for each
 * event of a subscription, so that loaders never outlive what they were filled for.
 */
export function localExecutor(
  schema: GraphQLSchema,
  contextOf: (context: GatewayContext<LocalCaller>) => unknown,
): Executor<LocalCaller> {
  const planOf = perOperation((document, operationName) => planOperation(schema, document, operationName));

  const share = shareByTurn<MaybePromise<ExecutionResult>>();

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
    if (plan.operation.operation === 'subscription') return subscribe(plan, values, operation.context);
    return plan.run(values, contextOf(operation.context), undefined);
  };

  const subscribe = async (
    plan: Planned,
    values: Record<string, unknown>,
    context: GatewayContext<LocalCaller>,
  ): Promise<ExecutionResult | Answers> => {
    const source = await plan.source(values, contextOf(context));
    if (source instanceof GraphQLError) return { errors: [source] };
    const audience = { plan, actor: context.actor, values: JSON.stringify(values) };
    return mapStream(source, (payload) => {
      const answer = (): MaybePromise<ExecutionResult> => plan.run(values, contextOf(context), payload);
      const event = originOf(payload);
      return event ? share(event, audience, answer) : answer();
    });
  };

  return { schema, execute, close: async () => {} };
}

function asError(error: unknown): GraphQLError {
  return error instanceof GraphQLError ? error : locatedError(error, undefined);
}
