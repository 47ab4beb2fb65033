import { authorOf } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { IllegalTransition } from '../commands/record-check-result.ts';
import type { CheckStarted, StartCheckInput, VendorUnavailable } from '../commands/start-check.ts';
import { takeIn } from '../commands/take-in.ts';
import type { Context } from '../context.ts';
import type { AnswerContent } from '../intake/answer.ts';
import type { CheckSubject } from '../intake/subject.ts';
import { forgetLoaded } from '../loaders.ts';
import { hasEnded, isOpen, statusAt } from '../rules.ts';
import * as statements from '../store-write.ts';
import { BUILT_IN } from '../vendors/built-in.ts';
import { normalise } from '../vendors/normalise.ts';
import { supersede } from '../vendors/supersede.ts';
import { FORMATS, isFormat } from './formats.ts';
import { type Screening, screen } from './screen.ts';

type Refused = IllegalTransition | { __typename: 'NotFound'; id: string } | InvalidInput;
export type ScreenCheckOutcome = CheckStarted | VendorUnavailable | Refused | IdempotencyConflict;

const METHOD = 'watchlist_screening';
const NO_HIT = 'NO_HIT';

/**
 * Carries out a check of sanctions and watch lists inside, at once: PASSED when no entry fits, FAILED when a list certainly
 * means the person, INCONCLUSIVE when a person must judge. Without a list nothing was looked at, and nothing is said.
 */
export async function screenCheck(
  context: Context,
  input: StartCheckInput,
  { subject, key, now }: { subject: CheckSubject; key: string | undefined; now: Date },
): Promise<ScreenCheckOutcome> {
  const { pools } = context;
  const problems = new Problems();
  const full = fullName(subject.name);
  if (full === undefined) problems.add('subject.name', 'Expected a name to look for.');
  if (full === undefined) return problems.invalid();
  if (!isId(input.checkId)) return { __typename: 'NotFound', id: input.checkId };
  const screening = await screen(context, { ...subject, name: { ...subject.name, full } });
  if (screening.versions.length === 0) {
    const message = 'No watch list is loaded.';
    return { __typename: 'VendorUnavailable', vendor: BUILT_IN, message, retryAfterSeconds: null };
  }
  const ticket = ticketOf(context, { command: 'startCheck', input, key, now });
  const outcome = await runOnce<CheckStarted, Refused>(pools.write, ticket, (tx) =>
    record(tx, context, { checkId: input.checkId.toLowerCase(), screening, now }),
  );
  if (outcome.__typename === 'CheckStarted') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

async function record(
  tx: Transaction,
  context: Context,
  { checkId, screening, now }: { checkId: string; screening: Screening; now: Date },
): Promise<Verdict<CheckStarted, Refused>> {
  const [verification, checks] = await Promise.all([
    statements.lockVerificationOf(tx, checkId),
    statements.listSiblings(tx, checkId),
  ]);
  const check = checks.find(({ id }) => id === checkId);
  if (!verification || !check) return { refused: { __typename: 'NotFound', id: checkId } };
  if (check.kind !== 'SANCTIONS') {
    const problems = new Problems();
    problems.add('vendor', `Expected a vendor that checks ${check.kind}.`);
    return { refused: problems.invalid() };
  }
  const status = statusAt(verification.status, verification.expiresAt, now);
  if (hasEnded(check.status) || !(isOpen(status) || status === 'REJECTED')) {
    const from = hasEnded(check.status) ? check.status : status;
    const message = 'It has ended: no vendor can begin it.';
    return { refused: { __typename: 'IllegalTransition', from, to: 'IN_PROGRESS', message } };
  }
  supersede(tx, context, { verification, status, check, to: BUILT_IN, now });
  const answer = answerOf(screening, newId(context.clock), now);
  takeIn(tx, context, { verification, checks, check, answer, author: authorOf(context), now });
  return { stored: { __typename: 'CheckStarted', checkId, verificationId: verification.id, vendor: BUILT_IN } };
}

/** What a look at the lists says of the check. What was found is cited as evidence, behind the files that were looked at. */
function answerOf({ versions, hits }: Screening, traceId: string, now: Date): AnswerContent {
  const [best] = hits;
  const status = !best ? 'PASSED' : best.certain ? 'FAILED' : 'INCONCLUSIVE';
  const reasonCodes: string[] = best ? [...best.reasons] : [NO_HIT];
  const byId = new Map(versions.map((version) => [version.id, version]));
  const mediaTypeOf = (format: string): string => (isFormat(format) ? FORMATS[format].mediaType : 'text/plain');
  const score = best ? Math.round((1 - best.score) * 1000) / 1000 : 1;
  return {
    status,
    vendor: BUILT_IN,
    method: METHOD,
    score,
    reasonCodes,
    traceId,
    observedAt: now,
    validUntil: undefined,
    evidence: [
      ...versions.flatMap(({ id, list, format, files }) =>
        files.map(({ part, sha256 }) => ({
          digest: sha256,
          mediaType: mediaTypeOf(format),
          uri: `urn:selfsame:watchlist:${list}:${id}:${part}`,
        })),
      ),
      ...hits.map(({ list, version, entry }) => {
        const { sha256, format } = byId.get(version)!;
        const uri = `urn:selfsame:watchlist:${list}:${version}:entry:${encodeURIComponent(entry)}`;
        return { digest: sha256, mediaType: mediaTypeOf(format), uri };
      }),
    ],
    normalised: normalise(
      { vendor: BUILT_IN, kind: 'SANCTIONS', at: now },
      { reference: traceId, status, method: METHOD },
    ),
    confirmedClaimIds: [],
  };
}

function fullName(name: CheckSubject['name']): string | undefined {
  return (name?.full ?? [name?.given, name?.middle, name?.family].filter(Boolean).join(' ')) || undefined;
}
