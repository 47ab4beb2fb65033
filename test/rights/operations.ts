import type { Client } from '../support/hub.ts';
import { ask } from '../support/operations.ts';

const CASE = /* GraphQL */ `
  id state kind dueAt overdue extension endedAt requesterName requesterContact details purposes field value
  identification { method proofId by }
  refusal { reason article }
  steps { action detail note by }
  exports { id used downloads expiresAt deliveredAt digest bytes }
  corrections { recordId system state reason }
`;

const MEMBERS = {
  CaseOpened: `caseId case { ${CASE} }`,
  CaseChanged: `caseId case { ${CASE} }`,
  ExportOffered: 'exportId path export { id used downloads expiresAt }',
  IllegalTransition: 'from to message',
  NotFound: 'id',
  InvalidInput: 'problems { path message }',
  IdempotencyConflict: 'inFlight',
} as const;
type Member = keyof typeof MEMBERS;

const COMMON: readonly Member[] = ['NotFound', 'InvalidInput', 'IdempotencyConflict'];
const UNIONS: Readonly<Record<string, readonly Member[]>> = {
  openCase: ['CaseOpened', ...COMMON],
  offerExport: ['ExportOffered', 'IllegalTransition', ...COMMON],
};
const CHANGE: readonly Member[] = ['CaseChanged', 'IllegalTransition', ...COMMON];

/** Calls a mutation on cases; answers the member of the union. */
export async function call(client: Client, mutation: string, input: Record<string, unknown>): Promise<any> {
  const members = (UNIONS[mutation] ?? CHANGE).map((member) => `... on ${member} { ${MEMBERS[member]} }`);
  const selection = `__typename ${members.join(' ')}`;
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const data = await ask(client, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, {
    input,
  });
  return data[mutation];
}

/** Opens a case that must be taken in; answers its id. */
export async function opened(client: Client, input: Record<string, unknown>): Promise<string> {
  const outcome = await call(client, 'openCase', { channel: 'web_form', ...input });
  if (outcome.__typename !== 'CaseOpened') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

/** A case whose work has begun, of a person who was logged in. */
export async function begun(client: Client, input: Record<string, unknown>): Promise<string> {
  const caseId = await opened(client, { identityProof: { method: 'LOGIN' }, ...input });
  const outcome = await call(client, 'advanceCase', { caseId });
  if (outcome.__typename !== 'CaseChanged') throw new Error(JSON.stringify(outcome));
  return caseId;
}

/** A case as a client sees it; null when it does not. */
export async function caseOf(client: Client, id: string): Promise<any> {
  const text = `query ($id: ID!) { case(id: $id) { ${CASE} } }`;
  return (await ask(client, text, { id })).case;
}
