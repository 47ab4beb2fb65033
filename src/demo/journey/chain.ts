import { type HubClient, HubRefused } from '../client.ts';
import type { Entry, SeenJourney } from './watch.ts';

const CHAIN = /* GraphQL */ `
  query ($id: ID!) {
    decision(id: $id) {
      outcome
      reasons {
        code
        text
      }
      engine
      policy {
        name
        version
        digest
      }
      matchedRules
      inputs
      decidedBy
      decidedAt
      verifications {
        id
        status
        checks {
          kind
          status
          vendor
          method
          score
          reasonCodes
          traceId
          completedAt
          evidence {
            digest
            uri
          }
          normalised
        }
      }
      consents {
        purpose
        status
        history(first: 1) {
          noticeVersion
          method
        }
      }
    }
  }
`;

interface Check {
  kind: string;
  status: string;
  vendor: string;
  method: string | null;
  score: number | null;
  reasonCodes: string[];
  traceId: string;
  completedAt: string;
  evidence: { digest: string; uri: string | null }[];
  normalised: unknown;
}

interface Chain {
  outcome: string;
  reasons: { code: string; text: string | null }[];
  engine: string;
  policy: { name: string; version: string; digest: string };
  matchedRules: string[];
  inputs: Record<string, unknown>;
  decidedBy: string;
  decidedAt: string;
  verifications: { id: string; status: string; checks: Check[] }[];
  consents: { purpose: string; status: string; history: { noticeVersion: string | null; method: string }[] }[];
}

/** A decision with all that it rests on, line by line. `stranger` is a client that may not see what the policy was given. */
export async function chainLines(
  { steward, stranger }: { steward: HubClient; stranger: HubClient },
  { id: journeyId, log, decisions }: SeenJourney,
): Promise<string[]> {
  const [{ id }] = decisions as [SeenJourney['decisions'][number]];
  const { decision } = await steward.ask<{ decision: Chain }>(CHAIN, { id });
  const { policy, reasons } = decision;
  return [
    `decision ${id}: ${decision.outcome}`,
    ...reasons.map(({ code, text }) => `  because     ${code}: ${text ?? ''}`),
    `  by          ${decision.decidedBy}, at ${decision.decidedAt}`,
    `  policy      ${policy.name}, version ${policy.version}, SHA-256 ${policy.digest.slice(0, 16)}…`,
    `  rule        ${decision.matchedRules.join(', ')}`,
    `  given       ${Object.entries(decision.inputs)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')}`,
    `              the CRM may not see that. ${await refusal(stranger, id)}`,
    ...decision.consents.flatMap(({ purpose, status, history }) =>
      history.map(
        ({ noticeVersion, method }) => `  consent     ${purpose}: ${status}, by ${method}, to notice ${noticeVersion}`,
      ),
    ),
    ...decision.verifications.flatMap((one) => [
      `  verified    ${one.id}: ${one.status}`,
      ...one.checks.flatMap(checkLines),
    ]),
    `journey ${journeyId}`,
    ...logLines(log),
  ];
}

/** What a client is told that asks what a policy was given, and may not see it. */
async function refusal(client: HubClient, id: string): Promise<string> {
  try {
    const { decision } = await client.ask<{ decision: { inputs: unknown } }>(
      'query ($id: ID!) { decision(id: $id) { inputs } }',
      { id },
    );
    throw new Error(`It was shown ${typeof decision.inputs} that it may not see.`);
  } catch (error) {
    if (error instanceof HubRefused) return error.message;
    throw error;
  }
}

function checkLines({ kind, status, vendor, method, score, traceId, ...check }: Check): string[] {
  const said = [status, `by ${vendor}`, `(${method})`, ...(score === null ? [] : [`score ${score}`])];
  return [
    `    ${kind.padEnd(10)}${said.join(' ')}${check.reasonCodes.length > 0 ? `: ${check.reasonCodes.join(' ')}` : ''}`,
    `              trace ${traceId}, ended ${check.completedAt}`,
    ...check.evidence.map(
      ({ digest, uri }) => `              looked at ${uri ?? 'a file'}, SHA-256 ${digest.slice(0, 16)}…`,
    ),
    ...(check.normalised == null ? [] : Object.entries(check.normalised).map(answerLine)),
  ];
}

/** A part of an answer in the shape of OpenID Identity Assurance. Its values are nobody's business here. */
function answerLine([part, value]: [string, unknown]): string {
  return `              answer: ${part} ${shapeOf(value)}`;
}

/** The names of a value's members, without what stands there: `{ a b { c } }`. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shapeOf).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return '';
  const members = Object.entries(value).map(([name, member]) => `${name} ${shapeOf(member)}`.trim());
  return ['{', ...members, '}'].join(' ');
}

/** What a journey did, a line for each thing. */
export function logLines(log: readonly Entry[]): string[] {
  return log.map(({ step, action, detail, at }) => {
    const { kind, vendor, attempt, insteadOf, outcome, to } = detail;
    const words = [
      ...(kind ? [kind] : []),
      ...(vendor ? [vendor] : []),
      ...(insteadOf ? [`instead of ${insteadOf}`] : attempt ? [`attempt ${attempt}`] : []),
      ...(outcome ? [outcome] : []),
      ...(to ? [`to ${to}`] : []),
    ];
    return `  ${at.slice(11, 23)}  ${step.padEnd(9)} ${action.padEnd(23)} ${words.join(', ')}`;
  });
}
