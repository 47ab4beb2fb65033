import type { Transaction } from '../../../kernel/db.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import type { PurposeRow } from '../purposes/store.ts';

/** What a statement is compared with: its purpose, and what is published under the version that it names. */
export interface Ground extends PurposeRow {
  version: number;
  /** Null when no version of that name is published. */
  edition: number | null;
  /** Whether the version is published in the language. */
  hasLanguage: boolean;
  /** When a notice was published that says something new since. */
  outdatedAt: Date | null;
}

/** Finds the purpose and the notice that a statement names; undefined when there is no such purpose. */
export async function findGround(
  tx: Transaction,
  named: { purpose: string; noticeVersion: string | null; language: string | null },
): Promise<Ground | undefined> {
  const [row] = await tx<Ground[]>`
    select purpose.*, shown.edition, coalesce(shown.has_language, false) as has_language,
      (select min(published_at) from notice
       where notice.purpose = purpose.id and is_material and edition > shown.edition) as outdated_at
    from purpose
    left join lateral (
      select max(edition) as edition, bool_or(language = ${named.language}) as has_language
      from notice where notice.purpose = purpose.id and version = ${named.noticeVersion}
    ) shown on true
    where purpose.id = ${named.purpose}`;
  return row;
}

/** Adds what is wrong with the notice that a statement names. */
export function judgeNotice(
  problems: Problems,
  { id, edition, hasLanguage }: Pick<Ground, 'id' | 'edition' | 'hasLanguage'>,
  { noticeVersion, language }: { noticeVersion: string; language: string },
): void {
  if (edition === null) problems.add('noticeVersion', `Expected a version of the notice that is published for ${id}.`);
  else if (!hasLanguage)
    problems.add('language', `Expected a language that version ${noticeVersion} is published in; ${language} is none.`);
}
