import type { GatewayContext, LocalCaller } from '../gateway/executor.ts';
import type { Reads } from '../gateway/local.ts';
import { isRefusal } from '../gateway/refused.ts';
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
  /** Who asked, when, and for what. */
  const asked = ({ actor, traceparent }: GatewayContext<LocalCaller>, roots: readonly string[]) => ({
    time: clock.now(),
    actor: actorName(actor),
    clientId: actor.clientId,
    system: actor.system.id,
    operation: roots.join(' '),
    brokenGlass: actor.brokenGlass,
    traceparent,
  });
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
    keep(access, request, roots) {
      const { read } = access;
      const kept = access.withheld();
      const gave = read.fields.size > 0;
      if (!gave && kept.length === 0) {
        audit.release(access);
        return undefined;
      }
      const purposes = [...read.purposes];
      const entry = {
        ...asked(request, roots),
        purposes: purposes.map(({ id }) => id).toSorted(),
        bases: [...new Set(purposes.map(({ legalBasis }) => legalBasis))].toSorted(),
        fields: gave ? [...read.fields].toSorted() : kept.map(({ field }) => field),
        personIds: gave ? [...read.personIds] : [...new Set(kept.flatMap(({ personIds }) => personIds))],
        withheld: kept.reduce((sum, { people }) => sum + Math.max(people, 1), 0),
        ...(gave ? {} : { refused: 'WITHHELD' }),
      };
      return audit.read(entry, access);
    },
    refuse: (fields, request, roots) =>
      audit.read({
        ...asked(request, roots),
        purposes: [],
        bases: [],
        fields: [...fields],
        personIds: [],
        withheld: 0,
        refused: 'FORBIDDEN',
      }),
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
      } catch (error) {
        if (entered && isRefusal(error)) await reads.refuse([], entered, [prefix]);
        throw error;
      } finally {
        if (entered) reads.drop(entered.access);
      }
    },
  };
}
