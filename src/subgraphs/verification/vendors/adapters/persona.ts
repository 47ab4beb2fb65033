import { z } from 'zod';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { readFindings } from '../findings.ts';
import { moment, polled, readForm, short } from './read.ts';

const form = z.object({
  data: z.object({
    id: short,
    attributes: z.object({
      name: short,
      'created-at': moment.nullish(),
      payload: z.object({
        data: z.object({
          type: short,
          id: short,
          attributes: z
            .object({
              status: short.nullish(),
              tags: z.array(short).nullish(),
              checks: z.array(z.object({ name: short, status: short })).nullish(),
              fields: z.unknown().optional(),
            })
            .nullish(),
        }),
      }),
    }),
  }),
});

const SAYS: Readonly<Record<string, VendorAnswer['status']>> = {
  'inquiry.started': 'IN_PROGRESS',
  'inquiry.completed': 'IN_PROGRESS',
  'inquiry.approved': 'PASSED',
  'inquiry.declined': 'FAILED',
  'inquiry.failed': 'FAILED',
  'inquiry.marked-for-review': 'INCONCLUSIVE',
  'inquiry.expired': 'INCONCLUSIVE',
  'verification.submitted': 'IN_PROGRESS',
  'verification.passed': 'PASSED',
  'verification.failed': 'FAILED',
  'verification.canceled': 'INCONCLUSIVE',
};

/** Persona: https://docs.withpersona.com, "Webhooks" and "Events". A completed inquiry waits for the decision about it. */
export function readPersona(body: unknown): VendorMessage {
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { id: messageId, attributes } = found.read.data;
  const { name, 'created-at': occurredAt } = attributes;
  const status = Object.hasOwn(SAYS, name) ? SAYS[name] : undefined;
  if (!status) return { kind: 'OTHER', messageId, type: name };
  const { id: reference, type, attributes: subject } = attributes.payload.data;
  return {
    kind: 'ANSWER',
    reference,
    messageId,
    status,
    method: type,
    score: undefined,
    reasonCodes: [
      ...(subject?.checks ?? []).flatMap((check) => (check.status === 'failed' ? [check.name] : [])),
      ...(subject?.tags ?? []),
    ],
    occurredAt: occurredAt ?? undefined,
    found: readFindings('persona', subject?.fields),
  };
}

const inquiry = z.object({
  data: z.object({
    type: short,
    id: short,
    attributes: z.object({
      status: short,
      tags: z.array(short).nullish(),
      fields: z.unknown().optional(),
      'decisioned-at': moment.nullish(),
      'updated-at': moment.nullish(),
    }),
  }),
});

/** States of inquiries that say how they ended. */
const STANDS: Readonly<Record<string, VendorAnswer['status']>> = {
  approved: 'PASSED',
  declined: 'FAILED',
  failed: 'FAILED',
  needs_review: 'INCONCLUSIVE',
  expired: 'INCONCLUSIVE',
};

/** An inquiry, as Persona's API shows it. */
export function readPersonaInquiry(body: unknown): VendorMessage {
  const found = readForm(inquiry, body);
  if ('kind' in found) return found;
  const { id, type, attributes } = found.read.data;
  const { status, tags, fields, 'decisioned-at': decidedAt, 'updated-at': updatedAt } = attributes;
  return polled({
    reference: id,
    status: Object.hasOwn(STANDS, status) ? STANDS[status]! : 'IN_PROGRESS',
    method: type,
    score: undefined,
    reasonCodes: tags ?? [],
    occurredAt: decidedAt ?? updatedAt ?? undefined,
    found: readFindings('persona', fields),
  });
}
