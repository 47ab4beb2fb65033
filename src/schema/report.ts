import { APPROVALS_FILE, type Approval } from './approvals.ts';
import type { Change, Level } from './change.ts';
import { type CompositionError, formatCompositionErrors } from './compose.ts';
import { type Place, formatPlace } from './files.ts';

/** How `schema check` prints: for people, for programs, or as annotations of a GitHub workflow. */
export const CHECK_FORMATS = ['text', 'json', 'github'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** What a check found. */
export interface CheckResult {
  against: string;
  /** The worst first. */
  changes: readonly Change[];
  approved: ReadonlyMap<Change, Approval>;
  expired: readonly Approval[];
  stale: readonly Approval[];
  failed: boolean;
  /** How many documents were taken into account, if any were given. */
  trustedDocuments?: number;
  /** False when the earlier schema does not show `@requiresScopes`. */
  scopesCompared: boolean;
}

/** Prints the result of a check. */
export function reportCheck(format: CheckFormat, result: CheckResult): string {
  if (format === 'json') return formatJson(result);
  return format === 'github' ? formatAnnotations(result) : formatText(result);
}

/** Prints why the subgraphs do not compose. */
export function reportErrors(format: CheckFormat, errors: readonly CompositionError[]): string {
  if (format === 'json') return JSON.stringify({ result: 'fail', errors }, null, 2);
  if (format === 'text') return formatCompositionErrors(errors);
  return errors
    .map(({ code, message, place }) => annotation('error', place, `Composition: ${code}`, message))
    .join('\n');
}

/** Prints why the check could not be made. */
export function reportRefusal(format: CheckFormat, message: string): string {
  if (format === 'json') return JSON.stringify({ result: 'error', message }, null, 2);
  return format === 'github' ? `::error::${escapeData(message)}` : message;
}

function formatText(result: CheckResult): string {
  const { changes, approved, expired, stale } = result;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines];
  const of = (level: Level): Change[] => changes.filter((change) => change.level === level && !approved.has(change));
  return [
    summary(result),
    ...notes(result),
    ...section(
      'Breaking',
      of('breaking').flatMap((change) => [...line(change), `    ${change.id}`]),
    ),
    ...section(
      'Breaking, approved',
      [...approved].flatMap(([change, approval]) => [...line(change), `    ${approvedBy(approval)}`]),
    ),
    ...section('Dangerous', of('dangerous').flatMap(line)),
    ...section('Safe', of('safe').flatMap(line)),
    ...section(
      'Approvals to clear away',
      [...expired.map(expiredLine), ...stale.map(staleLine)].map((entry) => `  ${entry}`),
    ),
    ...(result.failed ? ['', `To let a break happen, approve its id in ${APPROVALS_FILE}.`] : []),
  ].join('\n');
}

function line({ place, message, note }: Change): string[] {
  return [`  ${formatPlace(place)}  ${message}${note === undefined ? '' : ` (${note})`}`];
}

function approvedBy({ who, until, reason }: Approval): string {
  return `approved by ${who} until ${until}: ${reason}`;
}

function expiredLine({ place, change, until }: Approval): string {
  return `${formatPlace(place)}  ${change} was approved until ${until}`;
}

function staleLine({ place, change }: Approval): string {
  return `${formatPlace(place)}  ${change} approves nothing that is there`;
}

function summary({ against, changes, approved, failed }: CheckResult): string {
  const counts = count(changes, approved);
  const parts = [
    `${counts.breaking} breaking`,
    ...(counts.approved > 0 ? [`${counts.approved} approved`] : []),
    `${counts.dangerous} dangerous`,
    `${counts.safe} safe`,
  ];
  return `${failed ? 'FAILED' : 'OK'}  against ${against}: ${parts.join(', ')}`;
}

function notes({ trustedDocuments, scopesCompared }: CheckResult): string[] {
  return [
    ...(trustedDocuments === undefined ? [] : [`Trusted documents taken into account: ${trustedDocuments}.`]),
    ...(scopesCompared ? [] : ['Scopes were not compared: the earlier schema does not show @requiresScopes.']),
  ];
}

/** `breaking` counts those that nobody approved. */
function count(
  changes: readonly Change[],
  approved: ReadonlyMap<Change, Approval>,
): Record<Level | 'approved', number> {
  const of = (level: Level): number => changes.filter((change) => change.level === level).length;
  return {
    breaking: of('breaking') - approved.size,
    approved: approved.size,
    dangerous: of('dangerous'),
    safe: of('safe'),
  };
}

function formatJson(result: CheckResult): string {
  const { against, changes, approved, expired, stale, failed } = result;
  return JSON.stringify(
    {
      result: failed ? 'fail' : 'pass',
      against,
      counts: count(changes, approved),
      changes: changes.map((change) => {
        const approval = approved.get(change);
        return approval
          ? { ...change, approval: { who: approval.who, reason: approval.reason, until: approval.until } }
          : change;
      }),
      approvals: { expired, stale },
      notes: notes(result),
    },
    null,
    2,
  );
}

/** Safe changes are left out: GitHub shows ten annotations of each kind per step. */
function formatAnnotations(result: CheckResult): string {
  const { changes, approved, expired, stale } = result;
  return [
    ...changes.flatMap((change) => {
      if (change.level === 'safe') return [];
      const approval = approved.get(change);
      const details = [change.message, change.note, approval ? approvedBy(approval) : undefined].filter(
        (part) => part !== undefined,
      );
      if (approval) return [annotation('notice', change.place, 'Approved breaking change', details.join('\n'))];
      return change.level === 'breaking'
        ? [annotation('error', change.place, 'Breaking change', [...details, `To approve it: ${change.id}`].join('\n'))]
        : [annotation('warning', change.place, 'Dangerous change', details.join('\n'))];
    }),
    ...expired.map(({ place, change, until }) =>
      annotation('warning', place, 'Expired approval', `${change} was approved until ${until}`),
    ),
    ...stale.map(({ place, change }) =>
      annotation('notice', place, 'Stale approval', `${change} approves nothing that is there`),
    ),
    summary(result),
    ...notes(result),
  ].join('\n');
}

/** A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotation(
  kind: 'error' | 'warning' | 'notice',
  { file, line: row, column }: Place,
  title: string,
  message: string,
): string {
  return `::${kind} file=${escapeProperty(file)},line=${row},col=${column},title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
