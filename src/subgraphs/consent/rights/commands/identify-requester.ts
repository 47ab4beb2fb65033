import { actorName, demand } from '../../../../kernel/actor.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { IdentifyRequesterInput } from '../../schema.generated.ts';
import { NOT_THEIRS, cleanNote, cleanProof } from '../intake.ts';
import { isProofOf } from '../known-proofs.ts';
import { type ChangeCaseOutcome, changeCase, illegal } from './change-case.ts';

/** Notes how it was made sure who asks. A verification or file must be one of the person whose case it is. */
export async function identifyRequester(context: Context, input: IdentifyRequesterInput): Promise<ChangeCaseOutcome> {
  const { actor, directory, pools, proofs } = context;
  demand(actor, 'privacy:work');
  const problems = new Problems();
  const proof = cleanProof(problems, 'identityProof', input.identityProof);
  const note = cleanNote(problems, 'note', input.note);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const { method, proofId } = proof!;

  // Before the transaction, so that none is open while this waits for the log.
  if (proofId) await Promise.all([proofs.settle(), directory.projection.settle()]);
  return changeCase(context, { command: 'identifyRequester', input, key }, async (row, _tx, now) => {
    if (row.state !== 'RECEIVED')
      return illegal(row, 'IDENTIFIED', 'The requester of a case is identified once, before its work begins.');
    if (proofId) {
      const personIds = await directory.idsOf(row.personId);
      const isTheirs = await isProofOf(pools.read, { id: proofId, method, personIds });
      if (!isTheirs) {
        problems.add('identityProof.proofId', NOT_THEIRS);
        return { refused: problems.invalid() };
      }
    }
    return {
      set: { state: 'IDENTIFIED', method, proofId, identifiedAt: now, identifiedBy: actorName(actor) },
      done: { action: 'IDENTIFIED', event: 'case.identified', detail: { method, proofId }, note },
    };
  });
}
