import { z } from 'zod';
import { wholeDate } from '../../intake/subject.ts';
import { short } from '../adapters/read.ts';
import type { Access, Api, Order } from './api.ts';
import { answered, request } from './request.ts';

const made = z.object({ data: z.object({ id: short }) });
const listed = z.object({ data: z.array(z.object({ id: short })) });

/** The version of Persona's API that the fields here are from. */
const VERSION = '2023-01-05';

/**
 * Persona: an inquiry. It keeps idempotency keys for an hour at least, so what is called again is first looked for by our
 * key, which is the inquiry's reference id too.
 */
export const personaApi: Api = {
  knowsKeys: true,
  async start(access, order) {
    const earlier = order.isRetry ? await findInquiry(access, order.key) : undefined;
    if (earlier !== undefined) return earlier;
    const { body } = await request(access, {
      method: 'POST',
      path: '/inquiries',
      headers: { ...headersOf(access), 'content-type': 'application/json', 'idempotency-key': order.key },
      body: JSON.stringify({ data: { attributes: attributesOf(order) } }),
    });
    return answered(made, body).data.id;
  },
  async cancel(access, reference) {
    const path = `/inquiries/${encodeURIComponent(reference)}/expire`;
    await request(access, { method: 'POST', path, headers: headersOf(access) }, [404, 409]);
  },
  async poll(access, reference) {
    const path = `/inquiries/${encodeURIComponent(reference)}`;
    return (await request(access, { method: 'GET', path, headers: headersOf(access) })).body;
  },
};

async function findInquiry(access: Access, key: string): Promise<string | undefined> {
  const path = `/inquiries?filter[reference-id]=${encodeURIComponent(key)}`;
  const { body } = await request(access, { method: 'GET', path, headers: headersOf(access) });
  return answered(listed, body).data[0]?.id;
}

function headersOf({ secret }: Access): Record<string, string> {
  return { authorization: `Bearer ${secret}`, 'persona-version': VERSION, 'key-inflection': 'kebab' };
}

function attributesOf({ key, template, subject: { name, birthDate, emails, phones, addresses } }: Order): object {
  const [address] = addresses;
  return {
    'inquiry-template-id': template,
    'reference-id': key,
    fields: {
      'name-first': name?.given,
      'name-middle': name?.middle,
      'name-last': name?.family ?? name?.full,
      birthdate: wholeDate(birthDate),
      'email-address': emails[0],
      'phone-number': phones[0],
      'address-street-1': address?.lines[0],
      'address-street-2': address?.lines[1],
      'address-city': address?.locality,
      'address-subdivision': address?.region,
      'address-postal-code': address?.postalCode,
      'address-country-code': address?.country,
    },
  };
}
