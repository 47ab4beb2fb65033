/** What a part of the bench found: everything that its section of the page says. */
export interface PartResult {
  /** Such as `(a) Unified query`. */
  title: string;
  /** How it was measured. */
  method: string;
  tables: Table[];
  figures: Figure[];
}

/** Rows under a heading each column. */
export interface Table {
  caption: string;
  columns: string[];
  rows: string[][];
}

/** One figure that has a goal. */
export interface Figure {
  name: string;
  value: number;
  /** Such as `×` or `ms`. */
  unit: string;
  /** What it shall be at least, or at most. */
  goal: { atLeast: number } | { atMost: number };
}

/** Whether a figure is what it shall be. */
export function isReached({ value, goal }: Figure): boolean {
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}
