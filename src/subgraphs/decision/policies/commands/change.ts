import { actorName } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../../kernel/input/slug.ts';
import { append } from '../../../../log/append.ts';
import type { EventName } from '../../../../log/event.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { PolicyState } from '../../schema.generated.ts';
import { type PolicyVersionModel, type Step, type VersionKey, listVersions } from '../store.ts';

/** Stored with the idempotency key. */
export interface PolicyChanged extends VersionKey {
  __typename: 'PolicyChanged';
}

/** The move is not one that the state allows. */
export interface IllegalTransition {
  __typename: 'IllegalTransition';
  from: string;
  to: string;
  message: string;
}

/** Another person has to do it. */
export interface SecondPersonNeeded {
  __typename: 'SecondPersonNeeded';
  message: string;
}

/** What a change of a policy can be refused for. */
export type Refused = IllegalTransition | InvalidInput | { __typename: 'NotFound'; id: string };

/** A version, and a step that it shall take. */
export interface PolicyStepInput {
  name: string;
  version: number;
  idempotencyKey?: string | null;
}

/** What a command does behind the lock of the policy's name. */
export type Work<More> = (tx: Transaction, step: Step) => Promise<Verdict<PolicyChanged, Refused | More>>;

/** Runs a change of a policy. All versions of one name are changed one after another. */
export async function changePolicy<More = never>(
  context: Context,
  what: { command: string; input: { name: string }; key: string | undefined; now: Date },
  work: Work<More>,
): Promise<PolicyChanged | Refused | More | IdempotencyConflict> {
  const { actor, pools } = context;
  const step: Step = { by: actorName(actor), person: actor.machine ? null : actor.subject, at: what.now };
  const outcome = await runOnce<PolicyChanged, Refused | More>(
    pools.write,
    ticketOf(context, what),
    (tx) => work(tx, step),
    { locks: [`policy ${what.input.name}`], read: () => Promise.resolve(undefined) },
  );
  context.log.wake();
  forgetLoaded(context.loaders);
  return outcome;
}

/** The same for a step of one version, which must be there. */
export async function stepPolicy<More = never>(
  context: Context,
  command: string,
  input: PolicyStepInput,
  work: (tx: Transaction, version: PolicyVersionModel, step: Step) => Promise<Verdict<PolicyChanged, Refused | More>>,
): Promise<PolicyChanged | Refused | More | IdempotencyConflict> {
  const problems = new Problems();
  cleanSlug(problems, 'name', input.name);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  return changePolicy<More>(context, { command, input, key, now: context.clock.now() }, async (tx, step) => {
    const [version] = await listVersions(tx, [input]);
    return version ? work(tx, version, step) : { refused: notFound(input) };
  });
}

/** There is no such version. */
export function notFound({ name, version }: VersionKey): Refused {
  return { __typename: 'NotFound', id: `${name} ${version}` };
}

/** A version cannot go there. */
export function illegal(
  from: PolicyState,
  to: PolicyState | 'SHADOW',
  message: string,
): { refused: IllegalTransition } {
  return { refused: { __typename: 'IllegalTransition', from, to, message } };
}

/** Tells what became of a version. */
export function tell(
  tx: Transaction,
  { actor, clock, traceparent }: Context,
  name: Extract<EventName, `policy.${string}`>,
  version: VersionKey & { digest: Buffer },
  data: Record<string, unknown> = {},
): void {
  append(tx, {
    id: newId(clock),
    name,
    subject: `policy/${version.name}`,
    time: clock.now(),
    data: { name: version.name, version: version.version, digest: version.digest.toString('hex'), ...data },
    actor: actorName(actor),
    traceparent,
  });
}

/** The answer to a change that was made. */
export function changed({ name, version }: VersionKey): { stored: PolicyChanged } {
  return { stored: { __typename: 'PolicyChanged', name, version } };
}
