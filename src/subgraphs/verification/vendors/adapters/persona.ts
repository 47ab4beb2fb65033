import { z } from 'zod';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { moment, readForm, short } from './read.ts';

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
  };
}
