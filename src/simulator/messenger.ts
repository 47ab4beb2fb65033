import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../generate/random.ts';
import type { Behaviour } from './behaviour.ts';
import type { Case } from './desk.ts';
import type { Face, Says } from './face.ts';

/** Where messages go, and how they are signed. */
export interface Mailbox {
  face: Face;
  /** The hub's address for this vendor: `http://127.0.0.1:4000/webhooks/acme`. */
  hub: string;
  secret: string;
  /** Ends what waits. */
  signal: AbortSignal;
  /** Told of every attempt to deliver. */
  onSent(status: number | undefined): void;
}

/** Some three minutes: a hub that is killed again and again is there at one of them. Real vendors go on for hours. */
const ATTEMPTS = 40;
const FIRST_PAUSE_MS = 100;
const PAUSE_MAX_MS = 5_000;
const WRONG_SECRET = `whsec_${Buffer.from('nobody has this secret').toString('base64')}`;

/** Tells what became of a check, as the vendor behaves. Resolves when all is delivered or given up. */
export async function tell(
  mailbox: Mailbox,
  one: Case,
  says: Says,
  behaviour: Behaviour,
  chance: Random,
): Promise<void> {
  const { duplicateRate, lateRate, lateMs, wrongRate, forgedRate } = behaviour;
  const at = new Date();
  const letter = { body: JSON.stringify(mailbox.face.message(one, says, at)), id: `msg_${randomUUID()}` };
  const sent: Promise<unknown>[] = [];
  if (chance.chance(wrongRate)) {
    const stranger = { ...one, reference: `${mailbox.face.prefix}stranger${randomUUID()}` };
    sent.push(
      deliver(mailbox, {
        ...letter,
        id: `msg_${randomUUID()}`,
        body: JSON.stringify(mailbox.face.message(stranger, says, at)),
      }),
    );
  }
  if (chance.chance(forgedRate)) sent.push(post({ ...mailbox, secret: WRONG_SECRET }, letter).then(() => {}));
  const copies = chance.chance(duplicateRate) ? 2 : 1;
  if (says !== 'BEGUN' && chance.chance(lateRate)) await sleep(lateMs, undefined, { signal: mailbox.signal });
  const copiesSent = Array.from({ length: copies }, () => deliver(mailbox, letter));
  if ((await Promise.all(copiesSent)).includes(true)) one.acknowledged += 1;
  else one.abandoned += 1;
  await Promise.all(sent);
}

interface Letter {
  body: string;
  id: string;
}

/** Sends until it is acknowledged, as vendors do; answers whether it was. */
async function deliver(mailbox: Mailbox, letter: Letter): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const status = await post(mailbox, letter);
    if (status === 200) return true;
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** attempt, PAUSE_MAX_MS), undefined, { signal: mailbox.signal });
  }
  return false;
}

async function post({ face, hub, secret, signal, onSent }: Mailbox, { body, id }: Letter): Promise<number | undefined> {
  const headers = { 'content-type': 'application/json', ...face.sign(body, secret, new Date(), id) };
  let status: number | undefined;
  try {
    const response = await fetch(hub, { method: 'POST', headers, body, signal });
    await response.body?.cancel();
    status = response.status;
  } catch {
    // The hub is away.
  }
  onSent(status);
  return status;
}
