import { isIP } from 'node:net';
import { actorName, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { cleanPastMoment } from '../../../kernel/input/moments.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { EventName } from '../../../log/event.ts';
import type { Context } from '../context.ts';
import type { RunningPolicy } from '../policies/book.ts';
import type { RecordSignalInput, SignalKind } from '../schema.generated.ts';
import { insertKey } from '../store.ts';
import { type Judgement, type Seen, inputsOf, judge } from './rules.ts';
import { SIGNAL, type SignalContent, openSignal } from './sealing.ts';
import { type Window, type WindowAsk, insertSignal, listRecent, readWindow } from './store.ts';

/** Stored with the idempotency key: ids and codes only. */
export interface SignalRecorded extends Judgement {
  __typename: 'SignalRecorded';
  signalId: string | null;
}

/** Everything that `recordSignal` can answer. */
export type RecordSignalOutcome = SignalRecorded | InvalidInput | IdempotencyConflict;

/** The policy that says what to do about signals. */
const POLICY = 'step-up';
const DEVICE_MAX_LENGTH = 200;
const EVENTS: Readonly<Record<SignalKind, EventName>> = {
  LOGIN_SUCCEEDED: 'login.succeeded',
  LOGIN_FAILED: 'login.failed',
  STEP_UP_PASSED: 'signal.recorded',
  DEVICE_SEEN: 'signal.recorded',
};

/** Takes in what was seen of a person, and says what to do about it. */
export async function recordSignal(context: Context, input: RecordSignalInput): Promise<RecordSignalOutcome> {
  const { actor, clock, directory, policies, pools, vault } = context;
  demand(actor, 'signal:write');
  const now = clock.now();
  const problems = new Problems();
  const occurredAt = cleanPastMoment(problems, 'occurredAt', input.occurredAt, now);
  const content = readContent(problems, input);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  if (personId === undefined) {
    // Nobody to store it for. Whoever asks goes on as with a stranger.
    const judgement = { outcome: 'STEP_UP' as const, reasonCodes: ['PERSON_UNKNOWN'], matchedRules: [] };
    return { __typename: 'SignalRecorded', signalId: null, ...judgement, policyVersion: null };
  }
  const [personIds, { published }] = await Promise.all([directory.idsOf(personId), policies.running(POLICY)]);
  const blind = (field: string, text: string | null) => (text === null ? null : vault.blind(field, text));
  const ask: WindowAsk = {
    personIds,
    device: blind('signal.device', content.deviceId),
    network: blind('signal.network', content.ip),
    occurredAt,
  };
  const outcome = await runOnce<SignalRecorded, InvalidInput, [Window, Awaited<ReturnType<typeof listRecent>>]>(
    pools.write,
    ticketOf(context, { command: 'recordSignal', input, key, now }),
    (tx, [window, recent]) => {
      const seen = { kind: input.kind, occurredAt, place: content.place ?? undefined, riskScore: content.riskScore };
      const last = lastPlace(context, recent);
      const stored = store(tx, context, { personId, ask, content, seen, last, window, policy: published, now });
      return Promise.resolve({ stored });
    },
    // One after another for each person, so that logins that fail at once count each other.
    { locks: [`signal ${personId}`], read: (tx) => Promise.all([readWindow(tx, ask), listRecent(tx, ask)]) },
  );
  if (outcome.__typename === 'SignalRecorded') context.log.wake();
  return outcome;
}

function readContent(problems: Problems, input: RecordSignalInput): SignalContent {
  const deviceId = cleanText(problems, 'deviceId', input.deviceId, DEVICE_MAX_LENGTH) ?? null;
  const { ip = null, place = null, riskScore } = input;
  if (ip !== null && isIP(ip) === 0) problems.add('ip', 'Expected an IP address of version 4 or 6.');
  if (!(riskScore >= 0 && riskScore <= 1)) problems.add('riskScore', 'Expected 0 to 1.');
  if (place && !(Math.abs(place.latitude) <= 90)) problems.add('place.latitude', 'Expected -90 to 90.');
  if (place && !(Math.abs(place.longitude) <= 180)) problems.add('place.longitude', 'Expected -180 to 180.');
  // Nearer to 0 than 1e-9, the engine of policies has no room for it.
  return { deviceId, ip, place, riskScore: Math.round(riskScore * 1e6) / 1e6 };
}

/** The newest place among what was seen. */
function lastPlace({ vault }: Context, recent: Awaited<ReturnType<typeof listRecent>>) {
  for (const { id, sealed, wrapped, occurredAt } of recent) {
    const place = openSignal(vault, { id, sealed, wrapped })?.place;
    if (place) return { place, occurredAt };
  }
  return undefined;
}

function store(
  tx: Transaction,
  { actor, clock, vault, traceparent }: Context,
  what: {
    personId: string;
    ask: WindowAsk;
    content: SignalContent;
    seen: Seen;
    last: ReturnType<typeof lastPlace>;
    window: Window;
    policy: RunningPolicy | undefined;
    now: Date;
  },
): SignalRecorded {
  const { personId, ask, content, seen, last, window, policy, now } = what;
  const judgement = judge(policy, inputsOf(seen, { ...window, last }));
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  insertSignal(tx, {
    id,
    personId,
    kind: seen.kind,
    device: ask.device,
    network: ask.network,
    sealed: vault.seal(key, SIGNAL, content),
    ...judgement,
    occurredAt: seen.occurredAt,
    recordedAt: now,
    recordedBy: actor.system.id,
  });
  insertKey(tx, id, wrapped);
  append(tx, {
    id: newId(clock),
    name: EVENTS[seen.kind],
    subject: personId,
    time: now,
    data: { signalId: id, kind: seen.kind, outcome: judgement.outcome, reasonCodes: judgement.reasonCodes },
    actor: actorName(actor),
    traceparent,
  });
  return { __typename: 'SignalRecorded', signalId: id, ...judgement };
}
