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
import { placeWithoutOptIn } from '../../jurisdictions/rules.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { RegisterPurposeInput } from '../../schema.generated.ts';
import { PERIODS, withPurposesChanged } from '../../retention/periods.ts';
import { type PurposeRow, type PurposeTerms, hasNotice, lockPurpose, storeVersion } from '../store.ts';

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
      if (before) judgeChange(problems, before, asked, await hasNotice(tx, input.id));
      if (problems.list.length > 0) return { refused: problems.invalid() };
      if (before && canonicalJson({ ...before, ...asked }) === canonicalJson(before)) return answer;
      await withPurposesChanged(tx, { clock, now, author: authorOf(context) }, () =>
        storeVersion(tx, asked, { version: (before?.version ?? 0) + 1, now }),
      );
      append(tx, {
        id: newId(clock),
        name: 'purpose.registered',
        subject: `purpose/${asked.id}`,
        time: now,
        data: { ...asked },
        ...authorOf(context),
      });
      return answer;
    },
    // Two that register one name at once take turns.
    { locks: [`purpose ${input.id}`, PERIODS], read: async () => undefined },
  );
  if (outcome.__typename === 'PurposeRegistered') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

function readPurpose(problems: Problems, input: RegisterPurposeInput): PurposeTerms {
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
  const place = placeWithoutOptIn({ legalBasis, uses, jurisdictions });
  if (place) problems.add('legalBasis', `Expected CONSENT: such uses need an opt-in, ${where(place)}.`);
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

function where(place: string): string {
  return place === 'everywhere' ? 'as in most places' : `as in ${place}`;
}

function cleanDays(problems: Problems, path: string, days: number | null | undefined): number | null {
  if (days != null && (days < DAYS.min || days > DAYS.max))
    problems.add(path, `Expected ${DAYS.min} to ${DAYS.max} days.`);
  return days ?? null;
}

/** What cannot change: the basis, and, once people were shown a notice of what they consent to, that there is more of it. */
function judgeChange(problems: Problems, before: PurposeRow, asked: PurposeTerms, isShown: boolean): void {
  if (before.retiredAt) {
    problems.add('id', 'Expected a purpose that is not retired: register another one.');
    return;
  }
  if (before.legalBasis !== asked.legalBasis)
    problems.add('legalBasis', `Expected ${before.legalBasis}: the basis of a purpose cannot change.`);
  if (before.legalBasis !== 'CONSENT' || !isShown) return;
  for (const path of ['dataClasses', 'uses', 'recipients'] as const) {
    const known: ReadonlySet<string> = new Set(before[path]);
    if (asked[path].some((one) => !known.has(one)))
      problems.add(path, 'Expected nothing new: people consented to less. More is another purpose.');
  }
}
