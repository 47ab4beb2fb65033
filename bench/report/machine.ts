import manifest from '../../package.json' with { type: 'json' };
import { cpus, release, totalmem, type } from 'node:os';

/** What a figure was measured on: only ratios travel from one machine to another. */
export interface Machine {
  /** ISO 8601 day. */
  day: string;
  hardware: string;
  software: string;
}

/** Libraries that decide the figures. The manifest pins their versions. */
const PACKAGES = ['postgres', 'graphql', 'graphql-ws', 'postgraphile', 'autocannon'];

/** Describes this machine. */
export function describeMachine(postgresVersion: string): Machine {
  const [cpu] = cpus();
  const pinned: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
  const versions = PACKAGES.map((name) => `${name} ${pinned[name]}`);
  return {
    day: new Date().toISOString().slice(0, 10),
    hardware: `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release().split('-')[0]}`,
    software: [`Node ${process.versions.node}`, `PostgreSQL ${postgresVersion}`, ...versions].join(', '),
  };
}
