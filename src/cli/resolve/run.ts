import { NOTHING } from '../../gate/access.ts';
import type { Config } from '../../config.ts';
import { openParts } from '../../hub/parts.ts';
import type { Actor } from '../../kernel/actor.ts';
import { systemClock } from '../../kernel/clock.ts';
import { fault } from '../../kernel/faults.ts';
import { createLogger } from '../../kernel/logger.ts';
import type { ResolutionReport } from '../../subgraphs/person/bulk/report.ts';
import { resolveAll } from '../../subgraphs/person/bulk/resolve-all.ts';
import { findModelByVersion } from '../../subgraphs/person/training/store.ts';
import { trainModel } from '../../subgraphs/person/training/train-model.ts';
import { createPersonSubgraph } from '../../subgraphs/person/index.ts';
import { type Output, openSteps } from './steps.ts';

/** What to resolve all records under, and how. */
export interface RunOptions {
  /** Of a model that was trained before; the one in use, where it is left away. */
  version: string | undefined;
  train: boolean;
  dryRun: boolean;
  signal: AbortSignal;
  out: Output;
}

/** Whoever sits at the machine of the database may do all that there is to do. */
const OPERATOR: Actor = {
  clientId: 'selfsame-resolve',
  subject: 'selfsame-resolve',
  system: { id: 'selfsame-resolve', kind: 'STEWARD', trust: 0, purposes: [] },
  scopes: new Set(),
  purposes: [],
  expiresAt: new Date(8_640_000_000_000_000),
  machine: true,
};

/** Resolves all records of the database that the settings name; undefined when it was interrupted. */
export async function runResolution(config: Config, options: RunOptions): Promise<ResolutionReport | undefined> {
  const { version, train, dryRun, signal, out } = options;
  const parts = await openParts(config, { clock: systemClock, logger: createLogger('warn') });
  try {
    const person = await createPersonSubgraph({
      ...parts,
      pools: parts.pools('selfsame_person'),
      defaultCountry: config.defaultCountry,
      maxGlassMinutes: config.breakGlassMaxMinutes,
    });
    const steps = openSteps(out);
    try {
      const context = person.context({ actor: OPERATOR, access: NOTHING, traceparent: undefined });
      const modelId = version === undefined ? undefined : await findModelByVersion(context.pools.read, version);
      if (version !== undefined && modelId === undefined)
        throw fault({ code: 'BAD_REQUEST', public: `--model: there is no model of version ${version}.` });
      const kind = train ? 'TRAIN' : dryRun ? 'COMPARE' : 'ACTIVATE';
      let report: ResolutionReport | undefined;
      const job = await context.jobs.start(
        context,
        { kind, modelId, signal, onProgress: steps.update },
        async (work) => {
          const trained = train ? await trainModel(work) : undefined;
          report = await resolveAll(work, { modelId: trained?.modelId ?? modelId, dryRun });
          return { ...trained, report };
        },
      );
      if (!job)
        throw fault({ code: 'BAD_REQUEST', public: 'Another run works on all records. Wait until it has ended.' });
      await job.ended;
      return report;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      steps.stop();
      await person.stop();
    }
  } finally {
    await parts.close();
  }
}
