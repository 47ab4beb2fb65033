import type { GatewayContext, LocalCaller } from '../gateway/executor.ts';
import type { Reads } from '../gateway/local.ts';
import { actorName } from '../kernel/actor.ts';
import type { Route } from '../kernel/http/route.ts';
import type { RequestContext } from '../subgraphs/subgraph.ts';
import type { Parts } from './parts.ts';

/** How what is read of people is judged and kept in this process. */
export function readsOf({
  gate,
  audit,
  clock,
  vault,
  epochs,
}: Pick<Parts, 'gate' | 'audit' | 'clock' | 'vault' | 'epochs'>): Reads {
  return {
    open(actor) {
      const access = gate.open(actor);
      audit.expect(access);
      return access;
    },
    drop: (access) => audit.release(access),
    look() {
      const { check } = vault.lookUps;
      return () => epochs.isKept(check);
    },
    renew: () => epochs.renewLookUps(),
    keep(access, { actor, traceparent }, roots) {
      const { read } = access;
      const kept = access.withheld();
      const gave = read.fields.size > 0;
      if (!gave && kept.length === 0) {
        audit.release(access);
        return undefined;
      }
      const purposes = [...read.purposes];
      const entry = {
        time: clock.now(),
        actor: actorName(actor),
        clientId: actor.clientId,
        system: actor.system.id,
        purposes: purposes.map(({ id }) => id).toSorted(),
        bases: [...new Set(purposes.map(({ legalBasis }) => legalBasis))].toSorted(),
        fields: gave ? [...read.fields].toSorted() : kept.map(({ field }) => field),
        personIds: gave ? [...read.personIds] : [...new Set(kept.flatMap(({ personIds }) => personIds))],
        withheld: kept.reduce((sum, { people }) => sum + Math.max(people, 1), 0),
        operation: roots.join(' '),
        ...(gave ? {} : { refused: 'WITHHELD' }),
        brokenGlass: actor.brokenGlass,
        traceparent,
      };
      return audit.read(entry, access);
    },
  };
}

/** A route whose reads are judged and kept as those of an operation: before the answer goes out. */
export function readBy(route: Route<RequestContext>, reads: Reads): Route<GatewayContext<LocalCaller>> {
  const { prefix } = route;
  return {
    prefix,
    async handle(request) {
      let entered: (GatewayContext<LocalCaller> & RequestContext) | undefined;
      const enter = async (): Promise<RequestContext> => {
        const caller = await request.enter();
        entered = { ...caller, access: reads.open(caller.actor) };
        return entered;
      };
      try {
        const answer = await route.handle({ ...request, enter });
        if (entered) await reads.keep(entered.access, entered, [prefix]);
        return answer;
      } finally {
        if (entered) reads.drop(entered.access);
      }
    },
  };
}
