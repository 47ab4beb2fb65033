import type { Sql, Transaction } from '../../../kernel/db.ts';

/** A row of `notice`. */
export interface NoticeRow {
  purpose: string;
  version: string;
  language: string;
  /** The place of the version among those of the purpose, from 1. */
  edition: number;
  text: string;
  sha256: string;
  isMaterial: boolean;
  publishedAt: Date;
  publishedBy: string;
}

/** The notices of purposes, the newest version of each first, then by language. */
export async function listNotices(sql: Sql, purposes: readonly string[]): Promise<NoticeRow[]> {
  return sql<NoticeRow[]>`
    select * from notice where purpose = any(${purposes as string[]}::text[]) order by purpose, edition desc, language`;
}

/** What is known of a purpose's versions, without their texts. Call it behind a lock of the purpose. */
export async function listVersions(
  tx: Transaction,
  purpose: string,
): Promise<Pick<NoticeRow, 'version' | 'language' | 'edition' | 'sha256' | 'isMaterial'>[]> {
  return tx<NoticeRow[]>`
    select version, language, edition, sha256, is_material from notice where purpose = ${purpose} order by edition`;
}

/** Stores a notice. From a material one on, consents to earlier editions have to be given again. */
export function insertNotice(tx: Transaction, notice: NoticeRow): void {
  tx.send(tx`insert into notice ${tx(notice)}`);
  if (!notice.isMaterial) return;
  tx.send(tx`
    update purpose set material_edition = greatest(material_edition, ${notice.edition}) where id = ${notice.purpose}`);
}
