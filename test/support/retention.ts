import { vi } from 'vitest';
import { RETENTION_SUBJECTS, type RetentionSubject } from '../../src/retention/subjects.ts';
import type { Client, TestHub } from './hub.ts';
import { ask } from './operations.ts';

/** The runs that earlier calls answered. */
const answered = new WeakMap<TestHub, Set<string>>();

/**
 * Lets go what was kept for its time. Answers for each subgraph the last report, with all that went since the last call: what is
 * due may have gone by itself before it was asked for.
 */
export async function letGo(hub: TestHub, ...subjects: RetentionSubject[]): Promise<any[]> {
  const officer = await hub.as('privacy_officer');
  const { runRetention } = await ask(
    officer,
    `mutation ($subjects: [RetentionSubject!]!) { runRetention(input: { subjects: $subjects }) {
      ... on RetentionAsked { askId } } }`,
    { subjects },
  );
  const expected = subjects.flatMap((subject) => RETENTION_SUBJECTS[subject].subgraphs).length;
  const { askId } = runRetention;
  const asked = async (): Promise<boolean> => (await runs(officer, { askId })).length === expected;
  await vi.waitUntil(asked, { timeout: 10_000 });
  const known = answered.get(hub) ?? new Set();
  const fresh = (await runs(officer, { subjects })).filter(({ id }) => !known.has(id));
  answered.set(hub, new Set([...known, ...fresh.map(({ id }) => id)]));
  return Object.values(Object.groupBy(fresh, ({ subject, subgraph }) => `${subject} ${subgraph}`)).map((same) => ({
    ...same![0],
    gone: same!.reduce((sum, { gone }) => sum + gone, 0),
  }));
}

async function runs(client: Client, variables: Record<string, unknown>): Promise<any[]> {
  const { retentionRuns } = await ask(
    client,
    `query ($askId: ID, $subjects: [RetentionSubject!]) { retentionRuns(askId: $askId, subjects: $subjects, first: 200) {
      id subject eventType subgraph version before gone held startedAt endedAt
    } }`,
    variables,
  );
  return retentionRuns;
}
