import { z } from 'zod';
import { type HubAccess, askHub } from '../../connectors/hub.ts';
import { fault } from '../../kernel/faults.ts';
import { pause } from '../../kernel/pause.ts';
import { type Output, openSteps } from '../resolve/steps.ts';

const LOOK_EVERY_MS = 250;

const counts = z.array(z.object({ what: z.string(), count: z.number() }));
const held = z.array(z.object({ kind: z.string(), id: z.string() }));
const share = z.object({ counts, stays: counts, held }).nullable();
const previewSchema = z.object({
  id: z.string(),
  personIds: z.array(z.string()),
  erasure: z.object({ id: z.string(), state: z.string() }).nullable(),
  recordedBy: z.array(z.string()).nullable(),
  readBy: z.array(z.string()).nullable(),
  person: share,
  verification: share,
  decision: share,
  consent: share,
});
/** What would go. A part of the hub that did not answer is null. */
export type Preview = z.infer<typeof previewSchema>;

const erasureSchema = z.object({
  id: z.string(),
  personIds: z.array(z.string()),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  state: z.string(),
  logicallyCompleteAt: z.string().nullable(),
  finalOn: z.string().nullable(),
  finalWaitsFor: z.array(z.string()),
  subgraphs: z.array(
    z.object({
      subgraph: z.string(),
      state: z.string(),
      problem: z.string().nullable(),
      counts,
      held,
      toldAt: z.string(),
    }),
  ),
  systems: z.array(z.object({ system: z.string(), because: z.string(), state: z.string(), dueAt: z.string() })),
});
/** An erasure: the proof, once it is complete. */
export type Erasure = z.infer<typeof erasureSchema>;

const SHARE = '{ counts { what count } stays { what count } held { kind id } }';
const PREVIEW = `query ($id: ID!) { erasurePreview(personId: $id) { id personIds erasure { id state } recordedBy readBy
  person ${SHARE} verification ${SHARE} decision ${SHARE} consent ${SHARE} } }`;
const ERASE = `mutation ($id: ID!, $reason: String!) { erasePerson(input: { personId: $id, reason: $reason }) {
  __typename ... on ErasureOpened { erasureId } ... on InvalidInput { problems { path message } } } }`;
const STATUS = `query ($id: ID!) { erasureStatus(id: $id) {
  id personIds reason requestedBy requestedAt state logicallyCompleteAt finalOn finalWaitsFor
  subgraphs { subgraph state problem counts { what count } held { kind id } toldAt } systems { system because state dueAt } } }`;

/** What an erasure would find. Throws BAD_REQUEST when nobody has the id. */
export async function preview(hub: HubAccess, personId: string): Promise<Preview> {
  const schema = z.object({ erasurePreview: previewSchema.nullable() });
  const { erasurePreview } = await askHub(hub, PREVIEW, { id: personId }, schema);
  if (!erasurePreview) throw nobody(personId);
  return erasurePreview;
}

/** Erases, and waits until all parts of the hub have, or the rest is held, or somebody interrupts. */
export async function erase(
  hub: HubAccess,
  { personId, reason, signal, out }: { personId: string; reason: string; signal: AbortSignal; out: Output },
): Promise<Erasure> {
  const id = await open(hub, personId, reason);
  const steps = openSteps(out);
  try {
    for (;;) {
      const { erasureStatus: erasure } = await askHub(hub, STATUS, { id }, z.object({ erasureStatus: erasureSchema }));
      const { subgraphs } = erasure;
      const waiting = subgraphs.filter(({ state }) => state !== 'DONE');
      const delayed = waiting.find(({ problem }) => problem !== null);
      const word = delayed ? `${delayed.subgraph} tries again: ${delayed.problem}` : 'parts of the hub have erased';
      steps.update(word, (subgraphs.length - waiting.length) / subgraphs.length);
      const isHeld = waiting.length > 0 && waiting.every(({ state }) => state === 'HELD');
      if (erasure.logicallyCompleteAt !== null || isHeld || signal.aborted) return erasure;
      await pause(LOOK_EVERY_MS, signal);
    }
  } finally {
    steps.stop();
  }
}

async function open(hub: HubAccess, personId: string, reason: string): Promise<string> {
  const schema = z.object({
    erasePerson: z.object({
      __typename: z.string(),
      erasureId: z.string().optional(),
      problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  });
  const { erasePerson } = await askHub(hub, ERASE, { id: personId, reason }, schema);
  const { erasureId, problems } = erasePerson;
  if (erasureId !== undefined) return erasureId;
  if (!problems) throw nobody(personId);
  throw fault({ code: 'BAD_REQUEST', public: problems.map(({ path, message }) => `${path}: ${message}`).join('\n') });
}

function nobody(personId: string): Error {
  return fault({ code: 'BAD_REQUEST', public: `Nobody has the id ${personId}.` });
}
