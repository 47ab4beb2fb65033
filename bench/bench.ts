import type { Database, Environment } from './environment.ts';
import type { Progress } from './report/progress.ts';

/** How much is measured. */
export interface Options {
  /** The size of the population. */
  people: number;
  /** Rounds that count, behind one to warm up. */
  rounds: number;
  /** The length of a round. */
  seconds: number;
  /** The length of the soak. */
  soakSeconds: number;
  /** Records of the import. */
  bulkRecords: number;
}

/** A database with people in it. */
export interface Population {
  database: Database;
  /** The people's ids. */
  ids: string[];
}

/** What every part works with. */
export interface Bench {
  environment: Environment;
  progress: Progress;
  options: Options;
  /** The population of a size; made when it is first asked for. */
  population(people: number): Promise<Population>;
}
