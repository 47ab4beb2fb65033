import { type Config, loadConfig } from '../../config.ts';
import { Fault } from '../../kernel/faults.ts';
import { checkAudit } from './audit.ts';
import { checkDatabase } from './database.ts';
import { checkEvidence } from './evidence.ts';
import { type Finding, fail, failBy, ok } from './finding.ts';
import { checkIssuer } from './issuer.ts';
import {
  checkDisk,
  checkExposure,
  checkFolder,
  checkKeyFile,
  checkNode,
  checkPlanner,
  checkPrograms,
} from './machine.ts';
import { checkPort } from './port.ts';

const CHECKS: Readonly<Record<string, (config: Config) => Promise<Finding[]>>> = {
  programs: checkPrograms,
  planner: checkPlanner,
  folder: checkFolder,
  disk: checkDisk,
  port: checkPort,
  exposure: checkExposure,
  keys: checkKeyFile,
  issuer: checkIssuer,
  database: checkDatabase,
  files: checkEvidence,
  audit: checkAudit,
};

/** Looks at everything a hub needs, in the order in which it needs it. Never throws, and changes nothing. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const findings = [checkNode()];
  let config: Config;
  try {
    config = loadConfig(environment);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [...findings, ...error.public.split('\n').map((line) => fail('settings', line))];
  }
  findings.push(ok('settings', config.environment));
  for (const [name, check] of Object.entries(CHECKS)) {
    findings.push(...(await check(config).catch((error: unknown) => [failBy(name, error)])));
  }
  return findings;
}
