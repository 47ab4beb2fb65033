import { setTimeout as sleep } from 'node:timers/promises';
import { type HubClient, HubRefused } from '../client.ts';

/** One thing that a journey did. */
export interface Entry {
  step: string;
  action: string;
  detail: { kind?: string; vendor?: string; attempt?: number; insteadOf?: string; outcome?: string; to?: string };
  at: string;
}

/** A journey, as far as the demo looks at it. */
export interface SeenJourney {
  id: string;
  state: 'RUNNING' | 'WAITING' | 'ENDED' | 'CANCELLED' | 'FAILED';
  step: string;
  outcome: string | null;
  reason: string | null;
  log: Entry[];
  person: { id: string };
  decisions: { id: string; outcome: string; reasons: { code: string }[] }[];
}

/** What the demo reads of a journey. */
export const JOURNEY_FIELDS = `
  id state step outcome reason log { step action detail at } person { id } decisions { id outcome reasons { code } }`;

const CHANGES = `subscription ($after: String) {
  journeyChanged(after: $after) { cursor journey { ${JOURNEY_FIELDS} } }
}`;

const AGAIN_MS = 100;

/**
 * Every change of every journey, from the oldest on. When the connection is lost, it goes on behind the last cursor: nothing is
 * missed, nothing comes twice.
 */
export async function* watchJourneys(client: HubClient, signal: AbortSignal): AsyncGenerator<SeenJourney> {
  let after = 'earliest';
  while (!signal.aborted) {
    try {
      for await (const { journeyChanged } of client.subscribe<Change>(CHANGES, { after })) {
        after = journeyChanged.cursor;
        yield journeyChanged.journey;
        if (signal.aborted) return;
      }
    } catch (error) {
      if (error instanceof HubRefused) throw error;
    }
    await sleep(AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}

interface Change {
  journeyChanged: { cursor: string; journey: SeenJourney };
}

/** How a journey last had the document checked: by whom, and instead of whom. Undefined while no vendor has it. */
export function documentVendor({ log }: Pick<SeenJourney, 'log'>): Entry['detail'] | undefined {
  return log.findLast(({ action, detail }) => action === 'CHECK_STARTED' && detail.kind === 'DOCUMENT')?.detail;
}
