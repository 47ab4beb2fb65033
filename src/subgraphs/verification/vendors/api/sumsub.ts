import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { wholeDate } from '../../intake/subject.ts';
import { short } from '../adapters/read.ts';
import type { Access, Api, Order } from './api.ts';
import { alpha3 } from './country.ts';
import { type VendorRequest, answered, request } from './request.ts';

const made = z.object({ id: short });

/**
 * Sumsub: an applicant on a level. It takes one applicant for each `externalUserId`, which is our key: of a second one it says
 * that there is one, and that one is asked for. Requests are signed: https://docs.sumsub.com/reference/authentication.
 */
export const sumsubApi: Api = {
  knowsKeys: true,
  async start(access, order) {
    const path = `/resources/applicants?levelName=${encodeURIComponent(order.template ?? '')}`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(applicantOf(order));
    const answer = await call(access, { method: 'POST', path, headers, body }, [409]);
    if (answer.status !== 409) return answered(made, answer.body).id;
    const own = `/resources/applicants/-;externalUserId=${encodeURIComponent(order.key)}/one`;
    return answered(made, (await call(access, { method: 'GET', path: own, headers: {} })).body).id;
  },
  async cancel(access, reference) {
    const path = `/resources/applicants/${encodeURIComponent(reference)}/presence/deactivated`;
    // One that is just being checked cannot be deactivated: 400.
    await call(access, { method: 'PATCH', path, headers: {} }, [400, 404, 409]);
  },
  async poll(access, reference) {
    const path = `/resources/applicants/${encodeURIComponent(reference)}/one`;
    return (await call(access, { method: 'GET', path, headers: {} })).body;
  },
};

/** Signs a request: HMAC-SHA256 of time, method, path with query, and body. The credential is `<app token>:<secret key>`. */
function call(access: Access, { method, path, headers, body = '' }: VendorRequest, tolerated: readonly number[] = []) {
  const place = access.secret.lastIndexOf(':');
  const seconds = String(Math.floor(access.at.getTime() / 1000));
  const uri = `${new URL(access.baseUrl).pathname.replace(/\/$/, '')}${path}`;
  const signature = createHmac('sha256', access.secret.slice(place + 1)).update(`${seconds}${method}${uri}${body}`);
  const signed = {
    ...headers,
    'x-app-token': access.secret.slice(0, place),
    'x-app-access-ts': seconds,
    'x-app-access-sig': signature.digest('hex'),
  };
  return request(access, { method, path, headers: signed, ...(body === '' ? {} : { body }) }, tolerated);
}

function applicantOf({ key, subject: { name, birthDate, emails, phones, addresses, nationalities } }: Order): object {
  return {
    externalUserId: key,
    type: 'individual',
    email: emails[0],
    phone: phones[0],
    fixedInfo: {
      firstName: name?.given ?? name?.full,
      middleName: name?.middle,
      lastName: name?.family,
      dob: wholeDate(birthDate),
      nationality: alpha3(nationalities[0]),
      addresses: addresses.map(({ lines, locality, region, postalCode, country }) => ({
        street: lines[0],
        subStreet: lines[1],
        town: locality,
        state: region,
        postCode: postalCode,
        country: alpha3(country),
      })),
    },
  };
}
