import { type DataClass, EVERY_DATA_CLASS } from '../kernel/data-classes.ts';

/** Some classes as bits, so that a question about all of them is one operation. */
export type ClassSet = number;

/** The bits of classes. */
export function classSet(classes: Iterable<DataClass>): ClassSet {
  let set = 0;
  for (const name of classes) set |= 1 << EVERY_DATA_CLASS.indexOf(name);
  return set;
}

/** The classes of a set, in their order. */
export function classesOf(set: ClassSet): DataClass[] {
  return EVERY_DATA_CLASS.filter((_, index) => (set & (1 << index)) !== 0);
}
