import { actorName, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { cleanPastMoment } from '../../../../kernel/input/moments.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { cleanText, compact } from '../../../../kernel/input/text.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { OpenCaseInput } from '../../schema.generated.ts';
import { NOT_THEIRS, cleanCode, cleanCorrection, cleanNote, cleanProof, cleanPurposes } from '../intake.ts';
import { isProofOf } from '../known-proofs.ts';
import { dueAt, noticeAt } from '../rules.ts';
import { type CaseContent, labels } from '../sealing.ts';
import { listUnknown } from '../store.ts';
import { insertCase, insertKey } from '../store-write.ts';
import { tellDone } from '../tell.ts';

/** Stored with the idempotency key: ids only. */
export interface CaseOpened {
  __typename: 'CaseOpened';
  caseId: string;
}

/** Everything that `openCase` can answer. */
export type OpenCaseOutcome = CaseOpened | { __typename: 'NotFound'; id: string } | InvalidInput | IdempotencyConflict;

/** Opens a case for what somebody asks for by right of a person. */
export async function openCase(context: Context, input: OpenCaseInput): Promise<OpenCaseOutcome> {
  const { actor, clock, pools, directory, proofs } = context;
  demand(actor, 'privacy:request');
  const now = clock.now();
  const problems = new Problems();
  const asked = readCase(problems, input, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  if (personId !== undefined && asked.proof?.proofId) {
    await Promise.all([proofs.settle(), directory.projection.settle()]);
    const { method, proofId: id } = asked.proof;
    const isTheirs = await isProofOf(pools.read, { id, method, personIds: await directory.idsOf(personId) });
    if (!isTheirs) problems.add('identityProof.proofId', NOT_THEIRS);
  }
  for (const place of await listUnknown(pools.read, asked.purposes))
    problems.add(`purposes.${place}`, 'Expected the id of a registered purpose.');
  const outcome = await runOnce<CaseOpened, OpenCaseOutcome>(
    pools.write,
    ticketOf(context, { command: 'openCase', input, key, now }),
    // Judged behind the key: a retry gets the first answer, whatever has become of the person and the proof.
    async (tx) => {
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      if (problems.list.length > 0) return { refused: problems.invalid() };
      return { stored: { __typename: 'CaseOpened', caseId: store(tx, context, { personId, asked, now }) } };
    },
  );
  if (outcome.__typename === 'CaseOpened') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

type Asked = ReturnType<typeof readCase>;

function readCase(problems: Problems, input: OpenCaseInput, now: Date) {
  const { kind, requester } = input;
  const name = cleanText(problems, 'requesterName', input.requesterName);
  if (requester !== 'PERSON' && name === undefined)
    problems.add('requesterName', 'Expected a name: somebody else than the person asks.');
  const received = cleanPastMoment(problems, 'receivedAt', input.receivedAt, now);
  const correction = cleanCorrection(problems, kind, input.correction);
  const content: CaseContent = compact<CaseContent>({
    name,
    contact: cleanText(problems, 'requesterContact', input.requesterContact),
    details: cleanNote(problems, 'details', input.details),
    value: correction?.value,
  });
  return {
    kind,
    requester,
    channel: cleanCode(problems, 'channel', input.channel),
    purposes: cleanPurposes(problems, kind, input.purposes),
    field: correction?.field ?? null,
    proof: cleanProof(problems, 'identityProof', input.identityProof),
    receivedAt: received > now ? now : received,
    content,
  };
}

function store(
  tx: Transaction,
  context: Context,
  { personId, asked, now }: { personId: string; asked: Asked; now: Date },
): string {
  const { actor, clock, vault } = context;
  const { kind, requester, channel, purposes, field, proof, receivedAt, content } = asked;
  const id = newId(clock);
  const { key, wrapped } = vault.createKey(id);
  const due = dueAt(receivedAt, false);
  const row = {
    id,
    personId,
    kind,
    state: proof ? ('IDENTIFIED' as const) : ('RECEIVED' as const),
    requester,
    channel: channel!,
    purposes,
    field,
    openedBy: actor.system.id,
    receivedAt,
    dueAt: due,
    extension: null,
    identifiedAt: proof ? now : null,
    identifiedBy: proof ? actorName(actor) : null,
    method: proof?.method ?? null,
    proofId: proof?.proofId ?? null,
    refusal: null,
    endedAt: null,
    sealed: vault.seal(key, labels.content, content),
  };
  insertKey(tx, id, wrapped);
  insertCase(tx, { ...row, noticeAt: noticeAt(due) });
  const detail = { channel, dueAt: due, ...(proof && { method: proof.method, proofId: proof.proofId }) };
  tellDone(tx, context, { ...row, wrapped }, { action: 'OPENED', event: 'case.opened', detail });
  return id;
}
