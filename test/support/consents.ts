import type { Client } from './hub.ts';
import { ask } from './operations.ts';

/** What tests say that people were shown. */
export const NOTICE = { noticeVersion: '2026-01', language: 'en' } as const;

/** Registers purposes on the basis of consent, each with a notice in English and German. */
export async function askFor(officer: Client, ...purposes: readonly string[]): Promise<void> {
  for (const id of purposes) {
    await ask(
      officer,
      'mutation ($id: ID!) { registerPurpose(input: { id: $id, name: "For tests", legalBasis: CONSENT, dataClasses: [CONTACT] }) { __typename } }',
      { id },
    );
    for (const language of ['en', 'de', 'de-CH'])
      await publish(officer, { purpose: id, version: NOTICE.noticeVersion, language });
  }
}

/** Publishes a notice; answers the member of the union. */
export async function publish(officer: Client, input: Record<string, unknown>): Promise<any> {
  const { publishNotice } = await ask(
    officer,
    `mutation ($input: PublishNoticeInput!) { publishNotice(input: $input) {
      __typename ... on NoticePublished { sha256 notice { text edition: version } } ... on InvalidInput { problems { path message } }
    } }`,
    { input: { text: `${String(input['version'])} in ${String(input['language'])}`, ...input } },
  );
  return publishNotice;
}
