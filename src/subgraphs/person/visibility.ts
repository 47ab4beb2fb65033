import { type ClassSet, classesOf } from '../../gate/classes.ts';
import type { DataClass } from '../../kernel/data-classes.ts';
import { type Purpose, type Withholding, judge } from '../../gate/rules.ts';
import { demand } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import type { Context } from './context.ts';
import type { SystemModel } from './models.ts';

/** What one system may read of a person from here, and why. */
export interface VisibilityModel {
  system: SystemModel;
  sees: { purpose: string; legalBasis: Purpose['legalBasis']; dataClasses: DataClass[] }[];
  withheld: { dataClass: DataClass; reason: Withholding; purpose: string | null }[];
}

const ALL: ClassSet = ~0;

/** Who may read what of a person, system by system, in the order of their ids; undefined for an id that leads to nobody. */
export async function visibilityOf(
  { actor, gate, registry }: Context,
  personId: string,
): Promise<VisibilityModel[] | undefined> {
  demand(actor, 'visibility:read');
  if (!isId(personId)) return undefined;
  const [found, systems] = await Promise.all([gate.standing(personId.toLowerCase()), registry.all()]);
  if (!found) return undefined;
  return [...systems.values()].map((system) => {
    const verdict = judge(gate.reader(system.purposes), found.standing);
    return {
      system,
      sees: verdict.by.flatMap(({ id, legalBasis, covers }) => {
        const dataClasses = classesOf(covers & verdict.allowed);
        return dataClasses.length === 0 ? [] : [{ purpose: id, legalBasis, dataClasses }];
      }),
      withheld: classesOf(ALL & ~verdict.allowed).map((dataClass) => ({ dataClass, ...verdict.why(dataClass)! })),
    };
  });
}
