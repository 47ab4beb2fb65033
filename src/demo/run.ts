import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { UNIFIED_QUERY, consent, decide } from './answers.ts';
import { type Output, openBar } from './bar.ts';
import type { HubClient } from './client.ts';
import { openDemoHub } from './hub.ts';
import { findWithLineage, lineageTable } from './lineage.ts';
import { type Population, SOURCES, type Source, invent } from './population.ts';
import { narrowJson } from './narrow-json.ts';
import { countPeople, sendAll } from './send.ts';
import { verify } from './verification.ts';

/** What to show. */
export interface DemoOptions {
  seed: number;
  people: number;
  out: Output;
  /** Ends the demo early; what it started is stopped all the same. */
  signal: AbortSignal;
}

/** A moment to look at each change, where somebody looks. */
const GLANCE_MS = 300;

/**
 * Tells the hub's story on a hub of its own: three systems write, one person is shown with its lineage, a verification is
 * watched, a decision and a consent follow, one query shows it all. Leaves nothing behind. Throws when anything in it fails.
 */
export async function runDemo({ seed, people, out, signal }: DemoOptions): Promise<void> {
  const started = performance.now();
  const say = (...lines: string[]): void => void out.write(`${lines.join('\n')}\n`);
  const title = (text: string): void => say('', out.isTTY ? styleText('bold', text) : text, '');

  say('Starting a hub of its own, with an embedded PostgreSQL …');
  await using hub = await openDemoHub();
  say(`It listens on ${hub.url} and will be gone at the end.`);
  const crm = await hub.as('crm');
  const onboarding = await hub.as('onboarding');

  const population = invent(seed, people);
  title(`1. Three systems send what they know of ${people} invented people (seed ${seed})`);
  const { told, created } = await fill(population, { crm, hr: await hub.as('hr'), onboarding }, out, signal);
  const count = await countPeople(crm);
  say(
    told,
    `  They are ${count} people now: joined by e-mail address and national number, kept apart by birth date.`,
    ...(created > count
      ? [`  ${created} were created: where a later record showed that two of them are one, they were merged.`]
      : []),
  );

  const person = await findWithLineage(crm, population.example);
  title(`2. One of them: ${person.name.full}`);
  say(...lineageTable(person).map((line) => `  ${line}`));

  title('3. A verification, and what a subscriber hears of it');
  const clients = { requester: onboarding, vendor: await hub.as('verification'), watcher: crm };
  const verificationId = await verify(person, clients, async ({ type, status, verification }) => {
    const checks = verification.checks.map((check) => `${check.kind} ${check.status}`).join(', ');
    say(`  ${type.padEnd(42)} ${status.padEnd(12)} ${checks}`);
    if (out.isTTY) await sleep(GLANCE_MS);
    signal.throwIfAborted();
  });

  title('4. A decision that cites it, and a consent');
  await decide(await hub.as('decision'), person.id, verificationId);
  say(`  decision    onboarding: APPROVE, because of verification ${verificationId}`);
  await consent(onboarding, person.id, new Date());
  say('  consent     marketing: GRANTED, for a year');

  title('5. One query, answered by four subgraphs');
  say(...indent(UNIFIED_QUERY), '');
  const answer = await crm.ask<unknown>(UNIFIED_QUERY, { id: person.id });
  say(...indent(narrowJson(answer)));
  say('', `Done in ${((performance.now() - started) / 1000).toFixed(1)} s. Run npm start to have a hub that stays.`);
}

/** Sends the population, and says what the hub made of it, and how many people that created at first. */
async function fill(
  { writes }: Population,
  clients: Record<Source, HubClient>,
  out: Output,
  signal: AbortSignal,
): Promise<{ told: string; created: number }> {
  const began = performance.now();
  const bar = openBar(out, writes.length);
  try {
    const outcomes = await sendAll(clients, writes, { sent: (done) => bar.update(done), signal });
    const rate = Math.round(writes.length / ((performance.now() - began) / 1000));
    const shown = Object.entries(outcomes).map(([outcome, count]) => `${outcome.toLowerCase()} ${count}`);
    const sources = SOURCES.map((source) => `${source} ${writes.filter(({ system }) => system === source).length}`);
    const told = `  ${writes.length} writes (${sources.join(', ')}), ${rate}/s: ${shown.join(', ')}`;
    return { told, created: outcomes['CREATED'] ?? 0 };
  } finally {
    bar.stop();
  }
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
