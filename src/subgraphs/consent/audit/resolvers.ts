import type { Entry, EntryFilter } from '../../../audit/search.ts';
import type { Proof } from '../../../audit/proofs.ts';
import { actorName, demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { parseMoment } from '../../../kernel/input/moments.ts';
import { pageSize } from '../../../kernel/input/page.ts';
import type { Context } from '../context.ts';
import type { AuditEntry, AuditFilter, AuditPage, AuditProof, CompleteResolvers } from '../schema.generated.ts';

/** Root fields of queries: the audit log, and what it proves. */
export const auditQueries: Pick<
  CompleteResolvers['Query'],
  'auditEntries' | 'auditCheckpoint' | 'auditProof' | 'auditConsistency'
> = {
  auditEntries: (_root, { filter, first, after }, context) =>
    listEntries(context, filter ?? {}, pageSize(first ?? 50), after ?? undefined),
  async auditCheckpoint(_root, _args, { actor, auditLog }) {
    demand(actor, 'audit:read');
    return auditLog.checkpoint();
  },
  async auditProof(_root, { index }, { actor, auditLog }) {
    demand(actor, 'audit:read');
    return toProof(await auditLog.proveInclusion(index));
  },
  async auditConsistency(_root, { older }, { actor, auditLog }) {
    demand(actor, 'audit:read');
    return toProof(await auditLog.proveConsistency(older));
  },
};

/** One page. The look is written down before it is answered, with the people whom it names. */
async function listEntries(
  context: Context,
  filter: AuditFilter,
  first: number,
  after: string | undefined,
): Promise<AuditPage> {
  const { actor, audit, auditLog, clock, traceparent } = context;
  demand(actor, 'audit:read');
  const wanted = readFilter(filter);
  // Whoever begins finds what was answered before. Where the log was tampered with, what is there is found all the same.
  if (after === undefined) await auditLog.settle().catch(() => {});
  const { entries, next } = await auditLog.search(wanted, { first, after });
  const personIds = entries.flatMap(({ people }) => people.filter((id) => id !== null));
  await audit.read({
    time: clock.now(),
    actor: actorName(actor),
    clientId: actor.clientId,
    system: actor.system.id,
    purposes: [...actor.system.purposes],
    bases: [],
    fields: ['AuditEntry.actor', 'AuditEntry.personIds'],
    personIds: filter.personId == null ? personIds : [filter.personId, ...personIds],
    withheld: 0,
    operation: 'auditEntries',
    brokenGlass: actor.brokenGlass,
    traceparent,
  });
  return { entries: entries.map(toEntry), next: next ?? null };
}

function readFilter({ from, to, ...texts }: AuditFilter): EntryFilter {
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value != null));
  return { ...given, from: readMoment('filter.from', from), to: readMoment('filter.to', to) };
}

function readMoment(path: string, text: string | null | undefined): Date | undefined {
  const moment = text == null ? undefined : parseMoment(text);
  if (text == null || moment) return moment;
  throw fault({ code: 'BAD_REQUEST', public: `${path}: expected a moment such as 2026-03-01T09:30:00Z.` });
}

function toEntry({ index, leaf, body, actor, actorSalt, people, peopleSalts }: Entry): AuditEntry {
  const known = people.flatMap((id, place) =>
    id === null ? [] : [{ commitment: body.people[place]!, salt: peopleSalts[place]!, text: id }],
  );
  return {
    id: body.id,
    index,
    time: new Date(body.time),
    kind: body.kind,
    client: body.client,
    system: body.system ?? null,
    actor,
    operation: body.operation ?? null,
    purposes: body.purposes ?? [],
    bases: body.bases ?? [],
    fields: body.fields ?? [],
    peopleCount: people.length,
    personIds: known.map(({ text }) => text),
    withheld: body.withheld ?? null,
    refused: body.refused ?? null,
    brokenGlass: body.brokenGlass ?? null,
    event: body.event ?? null,
    eventId: body.eventId ?? null,
    about: body.about ?? null,
    traceparent: body.trace ?? null,
    leaf,
    openings: [{ commitment: body.actor, salt: actorSalt, text: actor }, ...known],
  };
}

function toProof(proof: Proof | undefined): AuditProof | null {
  if (!proof) return null;
  const { size, checkpoint, hashes } = proof;
  return { size, checkpoint, hashes: hashes.map((hash) => hash.toString('base64')) };
}
