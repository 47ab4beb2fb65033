import { Readable } from 'node:stream';
import { actorName, demand } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/http/body.ts';
import type { Route, RouteAnswer } from '../../../kernel/http/route.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';

/**
 * `GET /audit/checkpoint`, `/audit/tile/…`: the audit log as C2SP tlog-tiles has it, for a token with `audit:read`. To look
 * at entries is written down there.
 */
export function auditRoute({ audit, auditLog, clock }: Services): Route<RequestContext> {
  return {
    prefix: '/audit/',
    async handle({ method, rest, enter }): Promise<RouteAnswer> {
      const { actor, traceparent } = await enter();
      demand(actor, 'audit:read');
      if (method !== 'GET') throw new Refusal(405, 'Expected GET.', { allow: 'GET' });
      const file = await auditLog.file(rest);
      if (!file) return { status: 404, body: { status: 'not found' } };
      if (rest.startsWith('tile/entries/')) {
        await audit.read({
          time: clock.now(),
          actor: actorName(actor),
          clientId: actor.clientId,
          system: actor.system.id,
          purposes: [...actor.system.purposes],
          bases: [],
          fields: ['AuditEntry.leaf'],
          personIds: [],
          withheld: 0,
          operation: `/audit/${rest}`,
          brokenGlass: actor.brokenGlass,
          traceparent,
        });
      }
      const { body, type, isImmutable } = file;
      const cached = isImmutable ? 'private, max-age=31536000, immutable' : 'no-cache';
      return {
        status: 200,
        headers: { 'content-type': type, 'cache-control': cached },
        body: typeof body === 'string' ? body : Readable.from([body]),
      };
    },
  };
}
