import { setTimeout as sleep } from 'node:timers/promises';
import type { Output } from '../bar.ts';
import { type Applicant, inventApplicants } from './applicants.ts';
import { applyAll } from './apply.ts';
import { Board } from './board.ts';
import { chainLines, logLines } from './chain.ts';
import { type HubProcess, openHubProcess } from './hub.ts';
import { patient } from './patient.ts';
import { JOURNEY, LIST, loadWatchlist, publishJourney } from './prepare.ts';
import { type Proof, prove } from './proof.ts';
import { replayLines } from './replay.ts';
import { type Stage, openStage } from './stage.ts';
import { type Vendors, openVendors } from './vendors.ts';
import { type SeenJourney, documentVendor, watchJourneys } from './watch.ts';

/** What to show. */
export interface JourneyDemoOptions {
  /** At least 4. */
  applicants: number;
  seed: number;
  out: Output;
  /** Ends the demo early; what it started is stopped all the same. */
  signal: AbortSignal;
}

/** Whom the invented watch list names. */
const WANTED = 2;
/** Between the first fallback and the kill, so that some journeys have turned to the other vendor and some have not. */
const MEANWHILE_MS = 700;
/** Nothing here takes so long. */
const TIMEOUT_MS = 180_000;

/**
 * Takes applicants through the onboarding that comes with the hub, live: one vendor goes away half way, the hub is killed and
 * started again, and everybody is decided exactly once. Leaves nothing behind. Throws when that does not hold.
 */
export async function runJourneyDemo({
  applicants: count,
  seed,
  out,
  signal: stop,
}: JourneyDemoOptions): Promise<void> {
  const from = new Date();
  const ending = new AbortController();
  using _ = { [Symbol.dispose]: () => ending.abort() };
  const signal = AbortSignal.any([stop, ending.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  using stage = openStage(out);
  const { say, title, paint } = stage;
  const applicants = inventApplicants(count, seed);

  say('Starting a hub as a process of its own, with an embedded PostgreSQL …');
  await using hub = await openHubProcess(signal, (error) => ending.abort(error));
  const steward = await hub.as('steward');
  await using vendors = await openVendors(hub, steward, seed);
  await setUp(hub, applicants[WANTED]!, stage, vendors);
  await publishJourney(steward);

  title(`1. ${count} invented people apply (seed ${seed}), and go through ${JOURNEY}`);
  const onboarding = await hub.as('onboarding');
  const form = patient(onboarding, signal);
  const board = new Board(stage, count);
  stage.progress(0, count, '');
  void follow(hub, board, signal).catch((error: unknown) => ending.abort(error));
  const half = Math.ceil(count / 2);
  await applyAll(form, applicants.slice(0, half), { board, signal });
  await board.until((seen) => seen.decided >= half || undefined, signal);
  await vendors.onfido.goDown();
  title('2. Onfido goes away: its API ends every connection. The others apply all the same');
  await applyAll(form, applicants.slice(half), { board, signal });
  const switched = await board.until((seen) => seen.journeys.find(hasFallenBack), signal);
  title('3. The journey asks again twice, as it is declared, then turns to Persona. One of them:');
  say(...logLines(switched.log));
  await sleep(MEANWHILE_MS, undefined, { signal });

  title(`4. The hub is killed (SIGKILL, process ${hub.pid}) while ${board.underWay} journeys are under way`);
  const killed = performance.now();
  await hub.kill();
  await hub.start();
  say(
    `  It is there again after ${((performance.now() - killed) / 1000).toFixed(1)} s, as process ${hub.pid}. Watchers go on behind their last cursor.`,
    '',
  );
  await board.until((seen) => seen.decided === count || undefined, signal);
  stage.endBar();

  title('5. All are read back, and the vendors asked what they charged for');
  const proof = await prove(form, applicants, [vendors.onfido, vendors.persona]);
  say(...proofLines(stage, proof, board.tally(), count));
  if (proof.faults.length > 0) throw new Error(`${proof.faults.length} of these things are not as they should be.`);

  const shown = exampleOf(proof.journeys);
  title('6. One decision, and all that it rests on');
  say(...(await chainLines({ steward, stranger: await hub.as('crm') }, shown)).map(indent));
  title('7. The same decision again, and under a policy that is stricter');
  say(...(await replayLines(steward, shown.decisions[0]!.id, from)).map(indent));
  say(
    '',
    `Done in ${((Date.now() - from.getTime()) / 1000).toFixed(0)} s. ${paint('dim', 'docs/journeys.md says how to declare one.')}`,
  );
}

async function setUp(hub: HubProcess, wanted: Applicant, { say }: Stage, { onfido, persona }: Vendors): Promise<void> {
  const { entries, sha256 } = await loadWatchlist(hub, wanted);
  say(
    `  hub         process ${hub.pid}, ${hub.url}`,
    `  onfido      process ${onfido.pid}, simulated, ${onfido.baseUrl}`,
    `  persona     process ${persona.pid}, simulated, ${persona.baseUrl}`,
    `  watchlist   in the hub: the list ${LIST}, ${entries} entries, SHA-256 ${sha256.slice(0, 16)}…`,
    'All of it will be gone at the end.',
  );
}

/** Shows what happens, as a subscriber hears it. */
async function follow(hub: HubProcess, board: Board, signal: AbortSignal): Promise<void> {
  const watcher = await hub.as('crm');
  for await (const journey of watchJourneys(watcher, signal)) {
    board.see(journey);
    const { state, step, reason } = journey;
    if (state === 'FAILED') throw new Error(`A journey failed at the step ${step}: ${reason}.`);
  }
}

function hasFallenBack(journey: SeenJourney): boolean {
  return documentVendor(journey)?.insteadOf !== undefined;
}

function proofLines({ paint }: Stage, { faults, journeys, charged }: Proof, tally: string, count: number): string[] {
  const waiting = journeys.filter(({ state }) => state === 'WAITING').length;
  const books = Object.entries(charged).map(([vendor, checks]) => `${vendor} ${checks}`);
  if (faults.length > 0) return faults.map((fault) => paint('red', `  ${fault}`));
  return [
    paint('green', `  ${count} applicants, each decided exactly once: ${tally}`),
    `  ${count - waiting} journeys have ended${waiting > 0 ? `; ${waiting} wait for a person, since the policy wants one` : ''}`,
    `  documents checked, each charged once: ${books.join(', ')}`,
  ];
}

/** The most telling one: approved by the vendor that was turned to. */
function exampleOf(journeys: readonly SeenJourney[]): SeenJourney {
  const approved = journeys.filter(({ decisions }) => decisions[0]?.outcome === 'APPROVE');
  return approved.find(hasFallenBack) ?? approved[0] ?? journeys[0]!;
}

function indent(line: string): string {
  return `  ${line}`;
}
