import type { Actor } from '../../../kernel/actor.ts';
import type { ErasureModel } from './models.ts';

/** An erasure as the actor may see it: whoever may erase sees all of it, others those that name their system, and only that. */
export function visibleErasure(actor: Actor, erasure: ErasureModel | undefined): ErasureModel | undefined {
  if (!erasure || actor.scopes.has('erasure:execute')) return erasure;
  const systems = erasure.systems.filter(({ system }) => system === actor.system.id);
  return systems.length > 0 ? { ...erasure, systems } : undefined;
}
