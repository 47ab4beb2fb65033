import type { Readable } from 'node:stream';
import { fault } from '../kernel/faults.ts';
import { Refusal } from '../kernel/http/body.ts';
import type { Route } from '../kernel/http/route.ts';
import type { Logger } from '../kernel/logger.ts';
import { EXPORTS, readToken } from '../subgraphs/consent/rights/links.ts';
import { type GatherOptions, type Order, gather } from './gather.ts';
import { askRoot } from './graph.ts';

/** Archives that are made at once in one process: each holds the part that it writes. */
const MAX_DOWNLOADS = 8;

const TAKE = `mutation ($exportId: ID!) { takeExport(input: { exportId: $exportId }) {
  __typename ... on ExportTaken { caseId kind personId }
} }`;
const DELIVERED = `mutation ($exportId: ID!, $digest: String!, $bytes: Float!) {
  noteExport(input: { exportId: $exportId, digest: $digest, bytes: $bytes }) { __typename }
}`;

/** `GET /rights/exports/<token>` gives an archive to whoever has the link, as often as the link allows. */
export function exportRoute(options: GatherOptions & { logger: Logger }): Route<unknown> {
  const { ask, signer, clock, logger } = options;
  let underWay = 0;

  /** Notes that an archive went out, when its last byte has. Who left before has no proof that it has it. */
  const note = (archive: Readable, exportId: string, digest: () => string): void => {
    let bytes = 0;
    archive.on('data', (piece: Buffer) => (bytes += piece.length));
    archive.once('end', () => {
      askRoot(ask, DELIVERED, { exportId, digest: digest(), bytes }).catch(() =>
        logger.warn({ exportId }, 'it could not be noted that an export went out'),
      );
    });
    archive.once('close', () => (underWay -= 1));
    // Until somebody reads: listening alone makes a stream flow.
    archive.pause();
  };

  return {
    prefix: EXPORTS,
    async handle({ method, rest }) {
      if (method !== 'GET') throw new Refusal(405, 'Expected GET.', { allow: 'GET' });
      const exportId = readToken(signer, rest, clock.now());
      // One that was forged and one that ended long ago look the same.
      if (exportId === undefined) throw new Refusal(404, 'There is nothing at this address, or not any more.');
      if (underWay >= MAX_DOWNLOADS) {
        throw fault({ code: 'UNAVAILABLE', public: 'Too many archives are being made. Try again in a moment.' });
      }
      const taken = await askRoot<{ __typename: string } & Omit<Order, 'exportId'>>(ask, TAKE, { exportId });
      if (taken?.__typename !== 'ExportTaken') throw new Refusal(410, 'This link was used, or its case has ended.');
      const { caseId, kind, personId } = taken;
      let digest = '';
      underWay += 1;
      const archive = gather(options, { exportId, caseId, kind, personId }, (sealed) => (digest = sealed.digest));
      note(archive, exportId, () => digest);
      return {
        status: 200,
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="personal-data-${caseId}.zip"`,
          'referrer-policy': 'no-referrer',
          'x-robots-tag': 'noindex',
        },
        body: archive,
      };
    },
  };
}
