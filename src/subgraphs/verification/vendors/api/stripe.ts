import { z } from 'zod';
import { short } from '../adapters/read.ts';
import type { Access, Api, Order } from './api.ts';
import { answered, request } from './request.ts';

const made = z.object({ id: short });
const listed = z.object({ data: z.array(made) });
const SESSIONS = '/identity/verification_sessions';

/**
 * Stripe Identity: a verification session. It keeps idempotency keys for a day, so what is called again is first looked for
 * by our key, which is the session's `client_reference_id` too.
 */
export const stripeApi: Api = {
  knowsKeys: true,
  async start(access, order) {
    const earlier = order.isRetry ? await findSession(access, order.key) : undefined;
    if (earlier !== undefined) return earlier;
    const { body } = await request(access, {
      method: 'POST',
      path: SESSIONS,
      headers: {
        ...headersOf(access),
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': order.key,
      },
      body: formOf(order).toString(),
    });
    return answered(made, body).id;
  },
  async cancel(access, reference) {
    const path = `${SESSIONS}/${encodeURIComponent(reference)}/cancel`;
    // A session that has ended cannot be cancelled: 400.
    await request(access, { method: 'POST', path, headers: headersOf(access) }, [400, 404]);
  },
  async poll(access, reference) {
    const path = `${SESSIONS}/${encodeURIComponent(reference)}?expand[]=verified_outputs`;
    return (await request(access, { method: 'GET', path, headers: headersOf(access) })).body;
  },
};

async function findSession(access: Access, key: string): Promise<string | undefined> {
  const path = `${SESSIONS}?client_reference_id=${encodeURIComponent(key)}`;
  const { body } = await request(access, { method: 'GET', path, headers: headersOf(access) });
  return answered(listed, body).data[0]?.id;
}

function headersOf({ secret }: Access): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}

function formOf({ key, template, subject: { emails, phones } }: Order): URLSearchParams {
  const form = new URLSearchParams({ client_reference_id: key, 'metadata[key]': key });
  // A flow of the vendor's dashboard says what is checked; without one, it is a document.
  if (template === null) form.set('type', 'document');
  else form.set('verification_flow', template);
  if (emails[0] !== undefined) form.set('provided_details[email]', emails[0]);
  if (phones[0] !== undefined) form.set('provided_details[phone]', phones[0]);
  return form;
}
