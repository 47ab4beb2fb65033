import { z } from 'zod';
import { isJsonObject } from '../../../../kernel/input/json.ts';
import type { VendorAnswer, VendorMessage } from '../answer.ts';
import { readFindings } from '../findings.ts';
import { moment, polled, readForm, short } from './read.ts';

/** What is checked: a check, a workflow run, or a task of one. */
const form = z.object({
  payload: z.object({
    resource_type: short,
    action: short,
    object: z.object({
      id: short,
      status: short,
      workflow_run_id: short.optional(),
      completed_at_iso8601: moment.nullish(),
    }),
    resource: z
      .object({
        result: short.nullish(),
        sub_result: short.nullish(),
        reasons: z.array(short).nullish(),
        output: z.unknown().optional(),
        properties: z.unknown().optional(),
      })
      .nullish(),
  }),
});

/** Results of checks and states of workflow runs that say how it ended. */
const ENDS: Readonly<Record<string, VendorAnswer['status']>> = {
  clear: 'PASSED',
  approved: 'PASSED',
  consider: 'FAILED',
  declined: 'FAILED',
  review: 'INCONCLUSIVE',
  abandoned: 'INCONCLUSIVE',
  error: 'INCONCLUSIVE',
  withdrawn: 'INCONCLUSIVE',
};
const BEGUN: ReadonlySet<string> = new Set(['check.started', 'check.reopened', 'workflow_run.started']);
const ENDED: ReadonlySet<string> = new Set(['check.completed', 'workflow_run.completed']);

/**
 * Onfido: https://documentation.onfido.com, "Webhooks". Its messages have neither id nor time of their own, so a copy is told by
 * action, object, status and completion time. A check that ended without its result in the message has to be asked for.
 */
export function readOnfido(body: unknown): VendorMessage {
  const found = readForm(form, body);
  if ('kind' in found) return found;
  const { action, object, resource } = found.read.payload;
  const { id, status, completed_at_iso8601: completedAt } = object;
  const messageId = [action, id, status, completedAt?.toISOString() ?? ''].join(' ');
  if (!BEGUN.has(action) && !ENDED.has(action)) return { kind: 'OTHER', messageId, type: action };
  const outcome = resource?.result ?? status;
  return {
    kind: 'ANSWER',
    reference: id,
    messageId,
    status: BEGUN.has(action) ? 'IN_PROGRESS' : Object.hasOwn(ENDS, outcome) ? ENDS[outcome]! : 'INCONCLUSIVE',
    method: action.split('.')[0]!,
    score: undefined,
    reasonCodes: [...(resource?.sub_result ? [resource.sub_result] : []), ...(resource?.reasons ?? [])],
    occurredAt: completedAt ?? undefined,
    found: readFindings('onfido', resource?.properties ?? propertiesOf(resource?.output)),
  };
}

const run = z.object({
  id: short,
  status: short,
  reasons: z.array(short).nullish(),
  output: z.unknown().optional(),
  updated_at: moment.nullish(),
});

/** A workflow run, as Onfido's API shows it. */
export function readOnfidoRun(body: unknown): VendorMessage {
  const found = readForm(run, body);
  if ('kind' in found) return found;
  const { id, status, reasons, output, updated_at: updatedAt } = found.read;
  return polled({
    reference: id,
    status: Object.hasOwn(ENDS, status) ? ENDS[status]! : 'IN_PROGRESS',
    method: 'workflow_run',
    score: undefined,
    reasonCodes: reasons ?? [],
    occurredAt: updatedAt ?? undefined,
    found: readFindings('onfido', propertiesOf(output)),
  });
}

/** What a workflow gives back is the client's to choose: the properties of a document report, or an object around them. */
function propertiesOf(output: unknown): unknown {
  return isJsonObject(output) && 'properties' in output ? output['properties'] : output;
}
