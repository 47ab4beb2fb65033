import { createHash } from 'node:crypto';
import { authorOf, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { cleanLanguage } from '../../../../kernel/input/language.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText, textProblem } from '../../../../kernel/input/text.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { VERSION_MAX_LENGTH } from '../../intake.ts';
import { forgetLoaded } from '../../loaders.ts';
import { lockPurpose } from '../../purposes/store.ts';
import type { PublishNoticeInput } from '../../schema.generated.ts';
import { type NoticeRow, insertNotice, listVersions } from '../store.ts';

/** Stored with the idempotency key. */
export interface NoticePublished {
  __typename: 'NoticePublished';
  purpose: string;
  version: string;
  language: string;
  sha256: string;
}

export type PublishNoticeOutcome = NoticePublished | InvalidInput | IdempotencyConflict;

const TEXT_MAX_LENGTH = 100_000;

/** Publishes what people are shown before they consent. The text is kept as it is, to the byte. */
export async function publishNotice(context: Context, input: PublishNoticeInput): Promise<PublishNoticeOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'purpose:admin');
  const now = clock.now();
  const problems = new Problems();
  const version = requiredText(problems, 'version', input.version, VERSION_MAX_LENGTH);
  const language = cleanLanguage(problems, 'language', input.language);
  const { text, purpose, isMaterial } = input;
  const wrong = text.trim() === '' ? 'Expected text that is not empty.' : textProblem(text, TEXT_MAX_LENGTH);
  if (wrong) problems.add('text', wrong);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const sha256 = createHash('sha256').update(text).digest('hex');
  const asked = { purpose, version: version!, language: language!, text, sha256, isMaterial };
  const answer: NoticePublished = {
    __typename: 'NoticePublished',
    purpose,
    version: asked.version,
    language: asked.language,
    sha256,
  };
  const outcome = await runOnce<NoticePublished, InvalidInput>(
    pools.write,
    ticketOf(context, { command: 'publishNotice', input, key, now }),
    async (tx) => {
      const edition = await place(tx, problems, asked);
      if (problems.list.length > 0) return { refused: problems.invalid() };
      if (edition === undefined) return { stored: answer };
      insertNotice(tx, { ...asked, edition, publishedAt: now, publishedBy: actor.system.id });
      append(tx, {
        id: newId(clock),
        name: 'notice.published',
        subject: `purpose/${purpose}`,
        time: now,
        data: { purpose, version: asked.version, language: asked.language, sha256, isMaterial },
        ...authorOf(context),
      });
      return { stored: answer };
    },
  );
  if (outcome.__typename === 'NoticePublished') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** The edition that a notice belongs to; undefined when just this one is published already. Locks the purpose. */
async function place(
  tx: Transaction,
  problems: Problems,
  { purpose, version, language, sha256, isMaterial }: Omit<NoticeRow, 'edition' | 'publishedAt' | 'publishedBy'>,
): Promise<number | undefined> {
  const ground = await lockPurpose(tx, purpose);
  if (!ground || ground.retiredAt)
    return problems.add('purpose', 'Expected a purpose that is registered and not retired.');
  const published = await listVersions(tx, purpose);
  const same = published.filter((one) => one.version === version);
  const there = same.find((one) => one.language === language);
  if (there && there.sha256 !== sha256)
    problems.add('text', 'Expected the text that is published: another one is another version.');
  if (same[0] && same[0].isMaterial !== isMaterial)
    problems.add('isMaterial', `Expected ${same[0].isMaterial}, as of this version in other languages.`);
  return there ? undefined : (same[0]?.edition ?? (published.at(-1)?.edition ?? 0) + 1);
}
