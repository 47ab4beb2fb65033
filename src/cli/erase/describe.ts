import type { Erasure, Preview } from './run.ts';

const PARTS = ['person', 'verification', 'decision', 'consent'] as const;
const WIDTH = 14;

/** What would go, for people. */
export function describePreview(preview: Preview): string {
  const { id, personIds, erasure, recordedBy, readBy } = preview;
  const lines = PARTS.flatMap((part) => {
    const share = preview[part];
    if (!share) return [row(part, 'did not answer')];
    return [
      row(part, countsOf(share.counts)),
      ...(share.stays.length > 0 ? [row('', `stays: ${countsOf(share.stays)}`)] : []),
      ...share.held.map((held) => row('', `held by ${held.kind} ${held.id}`)),
    ];
  });
  return text([
    `Person ${id}${personIds.length > 1 ? `, known under ${personIds.length} ids` : ''}`,
    ...(erasure ? [row('erased', `${erasure.state} by ${erasure.id}`)] : []),
    ...lines,
    row('to be told', namesOf(recordedBy, 'held records') ?? 'no system held a record'),
    ...[namesOf(readBy, 'read')].flatMap((names) => (names === undefined ? [] : [row('', names)])),
    'Nothing was changed.',
  ]);
}

/** The proof of an erasure, for people. */
export function describeProof(erasure: Erasure): string {
  const { id, state, reason, requestedBy, requestedAt, logicallyCompleteAt, subgraphs, systems } = erasure;
  return text([
    `Erasure ${id}: ${state}`,
    row('asked', `${requestedAt} by ${requestedBy}, ${reason}`),
    ...subgraphs.flatMap(({ subgraph, state: standing, toldAt, counts, held }) => [
      row(subgraph, standing === 'PENDING' ? standing : `${standing} ${toldAt}  ${countsOf(counts)}`),
      ...held.map((one) => row('', `held by ${one.kind} ${one.id}`)),
    ]),
    ...(logicallyCompleteAt ? [row('complete', logicallyCompleteAt), row('final', finalityOf(erasure))] : []),
    ...systems.map(({ system, because, state: standing, dueAt }) =>
      row(system, `${because}, ${standing}${standing === 'PENDING' ? ` until ${dueAt}` : ''}`),
    ),
  ]);
}

function finalityOf({ finalOn, finalWaitsFor }: Erasure): string {
  if (finalOn) return finalOn;
  return finalWaitsFor.length > 0
    ? `when the wrapping keys are destroyed that open older backups: ${finalWaitsFor.join(', ')}`
    : 'not known yet';
}

function countsOf(counts: readonly { what: string; count: number }[]): string {
  return counts.map(({ what, count }) => `${what} ${count}`).join(', ') || 'nothing';
}

function namesOf(systems: readonly string[] | null, did: string): string | undefined {
  return systems && systems.length > 0 ? `${systems.join(', ')} (${did})` : undefined;
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(WIDTH)}${value}`.trimEnd();
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
