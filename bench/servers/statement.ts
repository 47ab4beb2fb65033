import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/kernel/db.ts';
import { serveParent } from '../processes/parent.ts';

/**
 * One statement, written by hand for the one question that it answers, behind `node:http`: how fast it could be without a
 * graph. It takes the same requests and answers the same JSON, which Postgres builds.
 */
await serveParent(async ({ databaseUrl, connections }: { databaseUrl: string; connections: number }) => {
  const sql = connect({ url: databaseUrl, statementTimeoutMs: 10_000 }, { connections });

  const answer = async (id: string): Promise<string> => {
    const [row] = await sql<{ person: string }[]>`
      select jsonb_build_object(
        'id', person.id, 'status', person.status, 'version', person.version,
        'createdAt', person.created_at, 'updatedAt', person.updated_at,
        'name', person.name, 'birthDate', person.birth_date, 'nationalities', person.nationalities,
        'emails', person.emails, 'phones', person.phones, 'addresses', person.addresses,
        'identifiers', person.identifiers, 'employer', person.employer, 'locale', person.locale,
        'records', (
          select jsonb_agg(jsonb_build_object(
            'id', record.id, 'externalId', record.external_id, 'version', record.version,
            'assertedAt', record.asserted_at, 'recordedAt', record.recorded_at,
            'system', jsonb_build_object('id', system.id, 'kind', system.kind)
          ) order by record.id)
          from plain.record join plain.system on system.id = record.system_id
          where record.person_id = person.id
        ),
        'verifications', (
          select jsonb_agg(jsonb_build_object(
            'id', verification.id, 'status', verification.status, 'requestedBy', verification.requested_by,
            'requestedAt', verification.requested_at, 'completedAt', verification.completed_at,
            'expiresAt', verification.expires_at,
            'checks', (
              select jsonb_agg(jsonb_build_object(
                'id', "check".id, 'kind', "check".kind, 'status', "check".status, 'vendor', "check".vendor,
                'method', "check".method, 'score', "check".score, 'reasonCodes', "check".reason_codes,
                'traceId', "check".trace_id, 'completedAt', "check".completed_at, 'validUntil', "check".valid_until
              ) order by "check".place)
              from plain."check" where "check".verification_id = verification.id
            )
          ) order by verification.requested_at desc)
          from plain.verification where verification.person_id = person.id
        ),
        'decisions', (
          select jsonb_agg(jsonb_build_object(
            'id', decision.id, 'subject', decision.subject, 'outcome', decision.outcome, 'reasons', decision.reasons,
            'policy', decision.policy, 'decidedBy', decision.decided_by, 'decidedAt', decision.decided_at
          ) order by decision.decided_at desc)
          from plain.decision where decision.person_id = person.id
        ),
        'consents', (
          select jsonb_agg(jsonb_build_object(
            'id', consent.id, 'purpose', consent.purpose, 'status', consent.status,
            'expiresAt', consent.expires_at, 'changedAt', consent.changed_at
          ) order by consent.purpose)
          from plain.consent where consent.person_id = person.id
        )
      )::text as person
      from plain.person where person.id = ${id}`;
    return `{"data":{"person":${row?.person ?? 'null'}}}`;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: { id: string } };
      answer(variables.id).then(
        (text) => {
          const body = Buffer.from(text);
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
          response.end(body);
        },
        (error: Error) => response.writeHead(500).end(JSON.stringify({ errors: [{ message: error.message }] })),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await sql.end({ timeout: 5 });
    },
  };
});
