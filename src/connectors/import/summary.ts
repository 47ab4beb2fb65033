/** What became of the rows. */
export interface Counts {
  /** Rows of the file, skipped ones and rejects among them. */
  rows: number;
  /** Left out by the mapping's `where`. */
  skipped: number;
  created: number;
  joined: number;
  updated: number;
  /** Older than what the hub knew, so that they only went to the history. */
  late: number;
  unchanged: number;
  rejected: number;
}

/** The outcome of an import. */
export interface ImportSummary extends Counts {
  /**
   * `COMPLETE`: every row was read and sent. `ALREADY_COMPLETE`: an earlier run did so; nothing was sent.
   * `INTERRUPTED`: ended by the signal; the next run goes on, unless it was a dry run. `DRY_RUN`: nothing was sent.
   */
  status: 'COMPLETE' | 'ALREADY_COMPLETE' | 'INTERRUPTED' | 'DRY_RUN';
  /** How long this run took. */
  durationMs: number;
  /** Rows that this run went through; fewer than `rows` when it resumed. */
  rowsThisRun: number;
  /** Where the rejected rows are, if there are any. */
  rejectsFile?: string;
}

export const NO_COUNTS: Readonly<Counts> = {
  rows: 0,
  skipped: 0,
  created: 0,
  joined: 0,
  updated: 0,
  late: 0,
  unchanged: 0,
  rejected: 0,
};

/** The exit code: 0 all rows are in, 3 some were rejected, 130 interrupted (128 + SIGINT). */
export function exitCodeOf(summary: ImportSummary): number {
  if (summary.status === 'INTERRUPTED') return 130;
  return summary.rejected > 0 ? 3 : 0;
}

/** Says in a few lines what an import did. */
export function describeImport(summary: ImportSummary): string {
  const { rows, skipped, created, joined, updated, late, unchanged, rejected, rejectsFile } = summary;
  const counted = (amount: number): string => amount.toLocaleString('en-US');
  const lines = [headline(summary, counted)];
  if (summary.status === 'DRY_RUN') {
    lines.push(
      `${counted(rows - skipped - rejected)} would be sent, ${counted(skipped)} skipped, ${counted(rejected)} rejected`,
    );
  } else {
    lines.push(
      `created ${counted(created)}, joined ${counted(joined)}, updated ${counted(updated)}, late ${counted(late)}, unchanged ${counted(unchanged)}, ` +
        `skipped ${counted(skipped)}, rejected ${counted(rejected)}`,
    );
  }
  if (rejectsFile !== undefined)
    lines.push(`Rejected rows, with reasons: ${rejectsFile}. Mend them there and import that file.`);
  return lines.join('\n');
}

/** `1 row`, `2,000 rows`. */
function rowsOf(amount: number): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? 'row' : 'rows'}`;
}

function headline(
  { status, rows, rowsThisRun, durationMs }: ImportSummary,
  counted: (amount: number) => string,
): string {
  switch (status) {
    case 'ALREADY_COMPLETE':
      return `This file is in already: ${rowsOf(rows)}. Nothing was sent; --fresh imports it anew.`;
    case 'INTERRUPTED':
      return `Interrupted after ${rowsOf(rows)}. An import goes on there when it is run again.`;
    case 'DRY_RUN':
      return `Dry run of ${rowsOf(rows)}. Nothing was sent.`;
    case 'COMPLETE': {
      const seconds = durationMs / 1000;
      return `${rowsOf(rows)}, ${seconds.toFixed(1)} s, ${counted(Math.round(rowsThisRun / Math.max(seconds, 0.001)))} rows/s`;
    }
  }
}
