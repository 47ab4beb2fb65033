import { authorOf, demand } from '../../../../kernel/actor.ts';
import { EVERY_DATA_CLASS } from '../../../../kernel/data-classes.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../../kernel/input/slug.ts';
import { cleanList, requiredText } from '../../../../kernel/input/text.ts';
import { canonicalJson } from '../../../../kernel/vault.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { cleanCode } from '../../intake.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { RegisterPurposeInput } from '../../schema.generated.ts';
import { type PurposeRow, lockPurpose, upsertPurpose } from '../store.ts';

/** Stored with the idempotency key. */
export interface PurposeRegistered {
  __typename: 'PurposeRegistered';
  purposeId: string;
}

export type RegisterPurposeOutcome = PurposeRegistered | InvalidInput | IdempotencyConflict;

const DAYS = { min: 1, max: 36_500 };

/** Registers a purpose, or changes what may change of it. Reads obey it from then on. */
export async function registerPurpose(context: Context, input: RegisterPurposeInput): Promise<RegisterPurposeOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'purpose:admin');
  const now = clock.now();
  const problems = new Problems();
  const asked = readPurpose(problems, input);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const answer = { stored: { __typename: 'PurposeRegistered' as const, purposeId: input.id } };
  const outcome = await runOnce<PurposeRegistered, InvalidInput>(
    pools.write,
    ticketOf(context, { command: 'registerPurpose', input, key, now }),
    async (tx) => {
      const before = await lockPurpose(tx, input.id);
      if (before) judgeChange(problems, before, asked);
      if (problems.list.length > 0) return { refused: problems.invalid() };
      const purpose = { ...asked, registeredAt: before?.registeredAt ?? now, retiredAt: null };
      if (before && canonicalJson(before) === canonicalJson(purpose)) return answer;
      upsertPurpose(tx, purpose);
      append(tx, {
        id: newId(clock),
        name: 'purpose.registered',
        subject: `purpose/${purpose.id}`,
        time: now,
        data: { ...asked },
        ...authorOf(context),
      });
      return answer;
    },
    // Two that register one name at once take turns.
    { locks: [`purpose ${input.id}`], read: async () => undefined },
  );
  if (outcome.__typename === 'PurposeRegistered') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

type Asked = Omit<PurposeRow, 'registeredAt' | 'retiredAt'>;

function readPurpose(problems: Problems, input: RegisterPurposeInput): Asked {
  const { id, legalBasis, onMaterialChange } = input;
  cleanSlug(problems, 'id', id);
  const name = requiredText(problems, 'name', input.name);
  const dataClasses = EVERY_DATA_CLASS.filter((one) => input.dataClasses.includes(one));
  if (dataClasses.length === 0) problems.add('dataClasses', 'Expected at least one class of data.');
  const recipients = cleanList(problems, 'recipients', input.recipients, (recipient, path) =>
    requiredText(problems, path, recipient),
  );
  const jurisdictions = cleanList(problems, 'jurisdictions', input.jurisdictions, (code, path) =>
    cleanCode(problems, path, code),
  );
  const retentionDays = cleanDays(problems, 'retentionDays', input.retentionDays);
  const consentDays = cleanDays(problems, 'consentDays', input.consentDays);
  if (consentDays !== null && legalBasis !== 'CONSENT')
    problems.add('consentDays', 'Expected nothing: the purpose does not stand on consent.');
  const uses = [...new Set(input.uses)].toSorted();
  return {
    id,
    name: name!,
    legalBasis,
    dataClasses,
    uses,
    recipients,
    jurisdictions,
    retentionDays,
    consentDays,
    onMaterialChange,
  };
}

function cleanDays(problems: Problems, path: string, days: number | null | undefined): number | null {
  if (days != null && (days < DAYS.min || days > DAYS.max))
    problems.add(path, `Expected ${DAYS.min} to ${DAYS.max} days.`);
  return days ?? null;
}

function judgeChange(problems: Problems, before: PurposeRow, asked: Asked): void {
  if (before.retiredAt) problems.add('id', 'Expected a purpose that is not retired: register another one.');
  else if (before.legalBasis !== asked.legalBasis)
    problems.add('legalBasis', `Expected ${before.legalBasis}: the basis of a purpose cannot change.`);
}
