import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatKey } from '../../src/audit/note.ts';
import { openTargets } from '../../src/audit/push/open.ts';
import { pushWhenDue } from '../../src/audit/push/push.ts';
import { checkAuditLog } from '../../src/cli/doctor/audit-log.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { ORIGIN, type TestAudit, createAudit } from './support/audit.ts';
import { type Witness, startWitness } from './support/witness.ts';

let shared: TestAudit;
let witness: Witness;
beforeAll(async () => {
  shared = await createAudit();
  witness = await startWitness(ORIGIN, shared.keys);
});
afterAll(async () => {
  await witness[Symbol.asyncDispose]();
  await shared[Symbol.asyncDispose]();
});

const configOf = () =>
  loadConfig({ AUDIT_WITNESS: `${formatKey(witness.key)}@${witness.url}`, AUDIT_PUSH_SECONDS: '60' });
/** What the doctor finds, some seconds from now. */
const find = async (seconds: number): Promise<string[]> => {
  const findings = await checkAuditLog(shared.url, configOf(), new Date(Date.now() + seconds * 1000));
  return findings.map(({ check, status, found }) => `${check} ${status}: ${found}`);
};
/** As a hub does, some seconds from now. */
const push = async (seconds: number): Promise<void> => {
  const clock = { now: () => new Date(Date.now() + seconds * 1000) };
  const [target] = openTargets(configOf().audit);
  await pushWhenDue({ sql: shared.sql, targets: [], seconds: 60, clock, logger: silentLogger }, target!);
};

test('the doctor says how old what was signed last is', async () => {
  expect(await find(0)).toEqual(['audit log ok: nothing was signed yet']);
  await shared.fill(3);
  expect(await find(300)).toEqual(['audit log ok: 3 entries, last signed 5 min ago']);
});

test('it says since when checkpoints do not arrive, and whether a hub tries', async () => {
  await push(0);
  expect(await find(90)).toContain('audit push ok: witness witness.example/w1: what arrived last was signed 90 s ago');
  witness.last = { size: 900, root: Buffer.alloc(32) };
  await shared.fill(2);
  await push(200);
  expect(await find(300)).toContain(
    'audit push fail: witness witness.example/w1: what arrived last was signed 5 min ago, and what came since does not arrive',
  );
  expect(await find(86_400)).toContain(
    'audit push warn: witness witness.example/w1: what arrived last was signed 24 h ago, and no hub has tried since',
  );
});

test('it says that what arrived is no checkpoint of the log any more', async () => {
  const { size, note, signedAt } = (await shared.admin`select * from audit.checkpoint where size = 3`)[0]!;
  await shared.admin`delete from audit.checkpoint where size = 3`;
  expect(await find(0)).toContain(
    'audit push fail: witness witness.example/w1: it has a checkpoint of 3 entries, and the log has none',
  );
  await shared.admin`insert into audit.checkpoint (size, note, signed_at) values (${size}, ${note}, ${signedAt})`;
});

test('it says that entries wait for their places, and that the log is not what was signed', async () => {
  await shared.admin`update audit.checkpoint set note = replace(note, E'\n5\n', E'\n6\n') where size = 5`;
  await shared.admin`
    insert into audit.intake (body, actor, actor_salt, people, people_salts)
    values ('{}', 'crm', ${randomUUID()}, '{}', '{}')`;
  const [edge, signed] = await find(120);
  expect(edge).toBe('audit log fail: it is not what was last signed, so hubs sign nothing more');
  expect(signed).toMatch(/^audit log warn: 5 entries, last signed .* ago, and entries wait for their places$/);
});
