import { type Answer, send } from '../graph.ts';
import type { Write } from '../writes.ts';
import type { Check } from './report.ts';

const QUERY = /* GraphQL */ `
  query ($system: ID!, $externalId: String!) {
    personByRecord(system: $system, externalId: $externalId) {
      status
      records {
        id
        externalId
        system {
          id
        }
      }
    }
  }
`;
const AT_ONCE = 6;

interface Seen {
  status: string;
  records: { id: string; externalId: string; system: { id: string } }[];
}

/** Whether each record that was acknowledged is found through the graph, under the id that was acknowledged. */
export async function checkGraph(writes: readonly Write[], url: string, token: string): Promise<Check> {
  const expected = new Map<string, { system: string; externalId: string; recordId: unknown }>();
  for (const { mutation, system, input, answer } of writes) {
    const externalId = String(input['externalId']);
    if (mutation === 'recordPerson' && answer)
      expected.set(`${system} ${externalId}`, { system, externalId, recordId: answer['recordId'] });
    if (mutation === 'forgetRecord' && answer)
      expected.set(`${system} ${externalId}`, { system, externalId, recordId: undefined });
  }
  const missing: string[] = [];
  const waiting = [...expected.values()];
  const look = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { system, externalId, recordId } = next;
      const { data, errors } = await ask(url, token, { system, externalId });
      const person = data?.['personByRecord'] as Seen | null | undefined;
      const record = person?.records.find((one) => one.system.id === system && one.externalId === externalId);
      if (record?.id !== recordId || errors) {
        missing.push(
          `${system} ${externalId}: ${record?.id ?? 'nothing'} instead of ${String(recordId)} ${JSON.stringify(errors ?? '')}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return { name: 'each record is found through the graph, as acknowledged', looked: expected.size, missing };
}

/** Once more when a connection turns out to be one that a strike cut. */
async function ask(url: string, token: string, variables: Record<string, unknown>): Promise<Answer> {
  const answer = await send(url, token, QUERY, variables);
  return answer.errors?.[0]?.extensions?.code === 'UNAVAILABLE' ? send(url, token, QUERY, variables) : answer;
}
