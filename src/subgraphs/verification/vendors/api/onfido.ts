import { z } from 'zod';
import { wholeDate } from '../../intake/subject.ts';
import { short } from '../adapters/read.ts';
import type { Access, Api, Order } from './api.ts';
import { alpha3 } from './country.ts';
import { answered, request } from './request.ts';

const made = z.object({ id: short });
const listed = z.array(made);

/**
 * Onfido, API v3.6: an applicant, which costs nothing, and a workflow run on it. It takes no idempotency keys: a run is
 * tagged with ours, and is looked for by it before another one is made.
 */
export const onfidoApi: Api = {
  knowsKeys: false,
  async start(access, order) {
    const earlier = order.isRetry ? await findRun(access, order.key) : undefined;
    if (earlier !== undefined) return earlier;
    const applicant = answered(made, await post(access, '/applicants', applicantOf(order)));
    const run = await post(access, '/workflow_runs', {
      applicant_id: applicant.id,
      workflow_id: order.template,
      tags: [order.key],
      customer_user_id: order.key,
    });
    return answered(made, run).id;
  },
  async poll(access, reference) {
    const path = `/workflow_runs/${encodeURIComponent(reference)}`;
    return (await request(access, { method: 'GET', path, headers: headersOf(access) })).body;
  },
};

async function findRun(access: Access, key: string): Promise<string | undefined> {
  const path = `/workflow_runs?tags=${encodeURIComponent(key)}`;
  const { body } = await request(access, { method: 'GET', path, headers: headersOf(access) });
  return answered(listed, body)[0]?.id;
}

async function post(access: Access, path: string, body: object): Promise<unknown> {
  const headers = { ...headersOf(access), 'content-type': 'application/json' };
  return (await request(access, { method: 'POST', path, headers, body: JSON.stringify(body) })).body;
}

function headersOf({ secret }: Access): Record<string, string> {
  return { authorization: `Token token=${secret}` };
}

function applicantOf({ subject: { name, birthDate, emails, phones, addresses } }: Order): object {
  const [address] = addresses;
  return {
    first_name: name?.given ?? name?.full,
    last_name: name?.family ?? name?.full,
    dob: wholeDate(birthDate),
    email: emails[0],
    phone_number: phones[0],
    address: address && {
      street: address.lines.join(', '),
      town: address.locality,
      state: address.region,
      postcode: address.postalCode,
      country: alpha3(address.country),
    },
  };
}
