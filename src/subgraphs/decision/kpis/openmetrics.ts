import { upperBound } from './sketch.ts';
import type { CountRow, TimeRow } from './store.ts';

// OpenMetrics 1.0 text, https://prometheus.io/docs/specs/om/open_metrics_spec/

/** A counter: what its vendor and label are called, and what it counts. */
interface Family {
  help: string;
  vendor?: true;
  label?: string;
}

const COUNTERS: Readonly<Record<string, Family>> = {
  records: { help: 'New records, by whether they began a person or joined one.', label: 'outcome' },
  values: { help: 'Values that were asserted.' },
  values_with_lineage: { help: 'Values that were asserted with their record and source.' },
  matches_asked: { help: 'Writes that made the hub ask a steward who is who.' },
  verifications_requested: { help: 'Verifications that were requested.' },
  verifications: { help: 'Verifications that ended, by how.', label: 'status' },
  checks: { help: 'Checks that ended, by who checked and what was found.', vendor: true, label: 'outcome' },
  checks_rerouted: { help: 'Checks that went to another vendor, by whom they left.', vendor: true },
  cost: { help: 'Price of the checks that ended.', vendor: true },
  compared: { help: 'Findings of a vendor that another vendor looked into too.', vendor: true },
  disagreed: { help: 'Findings of a vendor that another vendor did not share.', vendor: true },
  webhooks_applied: { help: 'Messages of vendors that were taken in.', vendor: true },
  webhooks_settled: { help: 'Messages of vendors that were kept and not taken in.', vendor: true, label: 'state' },
  webhooks_dead: { help: 'Messages of vendors that were given up.', vendor: true },
  webhooks_refused: { help: 'Messages that were not believed.', vendor: true },
  decisions: { help: 'Decisions, by what was decided.', label: 'outcome' },
  decisions_automatic: { help: 'Decisions that no person had to take or to review.' },
  decisions_overridden: { help: 'Decisions that a person changed.' },
  decisions_with_evidence: { help: 'Decisions that cite a verification.' },
  decisions_with_complete_evidence: { help: 'Decisions that cite a verification and the values that they rest on.' },
  reviews_opened: { help: 'Reviews that were opened.', label: 'kind' },
  reviews_closed: { help: 'Reviews that were closed.', label: 'kind' },
};
const HISTOGRAMS: Readonly<Record<string, Family>> = {
  record_to_verified: { help: 'From the first record of a person until it was verified.' },
  request_to_verified: { help: 'From the request of a verification until it was verified.' },
  check: { help: 'From the moment a vendor had a check until it answered.', vendor: true },
};
/** A second to a month. */
const BOUNDS = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400, 604_800, 2_592_000];

/** The media type of the text. */
export const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Counters and sketches of all days as OpenMetrics text. */
export function openMetrics(counts: readonly CountRow[], times: readonly TimeRow[]): string {
  const lines: string[] = [];
  for (const [name, family] of Object.entries(COUNTERS)) {
    const metric = `selfsame_${name}`;
    lines.push(`# TYPE ${metric} counter`, `# HELP ${metric} ${family.help}`);
    for (const row of counts.filter((one) => one.name === name)) {
      lines.push(`${metric}_total${labelsOf(family, row)} ${row.value}`);
    }
  }
  for (const [name, family] of Object.entries(HISTOGRAMS)) {
    const metric = `selfsame_${name}_seconds`;
    lines.push(`# TYPE ${metric} histogram`, `# UNIT ${metric} seconds`, `# HELP ${metric} ${family.help}`);
    const byVendor = Map.groupBy(
      times.filter((row) => row.name === name),
      ({ vendor }) => vendor,
    );
    for (const [vendor, rows] of byVendor) lines.push(...histogramOf(metric, family, vendor, rows));
  }
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function histogramOf(metric: string, family: Family, vendor: string, rows: readonly TimeRow[]): string[] {
  const upTo = (bound: number): number =>
    rows.reduce((sum, { bucket, count }) => (upperBound(bucket) <= bound ? sum + count : sum), 0);
  const total = upTo(Infinity);
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const labels = (le?: string): string => labelsOf(family, { vendor, label: '' }, le);
  return [
    ...BOUNDS.map((bound) => `${metric}_bucket${labels(asFloat(bound))} ${upTo(bound)}`),
    `${metric}_bucket${labels('+Inf')} ${total}`,
    `${metric}_count${labels()} ${total}`,
    `${metric}_sum${labels()} ${seconds}`,
  ];
}

/** Bounds are written as floats, so that all who expose one write it alike. */
function asFloat(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function labelsOf(family: Family, { vendor, label }: { vendor: string; label: string }, le?: string): string {
  const labels = [
    ...(family.vendor ? [['vendor', vendor]] : []),
    ...(family.label === undefined ? [] : [[family.label, label]]),
    ...(le === undefined ? [] : [['le', le]]),
  ].map(([name, value]) => `${name}="${escape(value!)}"`);
  return labels.length === 0 ? '' : `{${labels.join(',')}}`;
}

function escape(value: string): string {
  return value.replace(/["\\\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
