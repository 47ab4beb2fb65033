import { access, constants, stat } from 'node:fs/promises';
import { openTargets } from '../../audit/push/open.ts';
import type { Config } from '../../config.ts';
import { type Finding, fail, failBy, ok, warn } from './finding.ts';

/** Checkpoints of the audit log are taken elsewhere, and it is there. */
export async function checkAudit({ environment, audit }: Config): Promise<Finding[]> {
  const { folder, webhookUrl, witness } = audit;
  const targets = openTargets(audit);
  if (targets.length === 0) {
    const mend =
      'Set AUDIT_FOLDER, AUDIT_WEBHOOK or AUDIT_WITNESS: what lies in the database alone can be put back unseen.';
    return environment === 'production' ? [warn('audit', 'checkpoints are taken nowhere', mend)] : [];
  }
  const findings: Finding[] = [];
  if (folder !== undefined) findings.push(await checkFolder(folder));
  for (const [name, url] of [
    ['AUDIT_WEBHOOK', webhookUrl] as const,
    ['AUDIT_WITNESS', witness?.split(/@(?=https?:)/)[1]] as const,
  ]) {
    if (url !== undefined) findings.push(await checkAddress(name, url));
  }
  return findings;
}

async function checkFolder(folder: string): Promise<Finding> {
  try {
    if (!(await stat(folder)).isDirectory()) return fail('audit', `AUDIT_FOLDER ${folder} is no folder`);
    await access(folder, constants.W_OK);
    return ok('audit', `checkpoints go to ${folder}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return ok('audit', `${folder} will be made for checkpoints`);
    return failBy('audit', error, 'Let this user write to AUDIT_FOLDER.');
  }
}

/** Whether anybody answers; what, does not matter: nothing is sent. */
async function checkAddress(name: string, url: string): Promise<Finding> {
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return ok('audit', `${name} answers`);
  } catch (error) {
    return failBy('audit', error, `Check ${name}, and that this machine reaches it.`);
  }
}
