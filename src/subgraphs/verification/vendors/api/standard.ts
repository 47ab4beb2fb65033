import { z } from 'zod';
import { short } from '../adapters/read.ts';
import type { Access, Api } from './api.ts';
import { answered, request } from './request.ts';

const created = z.object({ reference: short });

/**
 * The API of a vendor without an adapter of its own, as docs/vendors.md describes it: `POST /checks` with an
 * `Idempotency-Key`, `GET` and `DELETE /checks/<reference>`.
 */
export const standardApi: Api = {
  knowsKeys: true,
  async start(access, { key, kind, template, subject }) {
    const { body } = await request(access, {
      method: 'POST',
      path: '/checks',
      headers: { ...bearer(access), 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ kind, ...(template === null ? {} : { template }), subject }),
    });
    return answered(created, body).reference;
  },
  async cancel(access, reference) {
    await request(access, { method: 'DELETE', path: pathOf(reference), headers: bearer(access) }, [404]);
  },
  async poll(access, reference) {
    return (await request(access, { method: 'GET', path: pathOf(reference), headers: bearer(access) })).body;
  },
};

function bearer({ secret }: Access): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}

function pathOf(reference: string): string {
  return `/checks/${encodeURIComponent(reference)}`;
}
