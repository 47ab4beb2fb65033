import { type Edge, type Evidence, compareEdges } from './evidence.ts';

/** Bits by which a link must be stronger than another one to be preferred to it. */
const TIE = 6;
/** Links of one record that are compared with each other. */
const MAX_RIVALS = 12;

/**
 * The edges of records that fit two others equally well which contradict each other, such as John Smith of no birth date between
 * father and son: he belongs to neither until somebody tells. By edge, the fields in which the two contradict.
 */
export function findTies({ links, reviews, between }: Evidence): Map<Edge, number> {
  const ties = new Map<Edge, number>();
  if (links.length + reviews.length < 2) return ties;
  for (const [id, edges] of edgesByRecord(links, reviews)) {
    if (edges.length < 2) continue;
    const strongest = edges.toSorted(compareEdges).slice(0, MAX_RIVALS);
    for (const [index, edge] of strongest.entries()) {
      for (const rival of strongest.slice(index + 1)) {
        if (edge.weight - rival.weight > TIE) break;
        const silent = contradictionUntold(id, otherEnd(edge, id), otherEnd(rival, id), between);
        if (silent === 0) continue;
        for (const tied of [edge, rival]) ties.set(tied, (ties.get(tied) ?? 0) | silent);
      }
    }
  }
  return ties;
}

/** Fields in which two records contradict each other and of which a third says nothing: with them it would say to whom it belongs. */
function contradictionUntold(id: string, one: string, other: string, between: Evidence['between']): number {
  const { contradicts } = between(one, other);
  if (contradicts === 0) return 0;
  const [first, second] = [between(id, one), between(id, other)];
  return (
    contradicts &
    ~(first.contradicts | first.agrees | first.explains | second.contradicts | second.agrees | second.explains)
  );
}

function edgesByRecord(...lists: readonly (readonly Edge[])[]): Map<string, Edge[]> {
  const byRecord = new Map<string, Edge[]>();
  const add = (id: string, edge: Edge): void => {
    const known = byRecord.get(id);
    if (known) known.push(edge);
    else byRecord.set(id, [edge]);
  };
  for (const edges of lists) {
    for (const edge of edges) {
      add(edge.a, edge);
      add(edge.b, edge);
    }
  }
  return byRecord;
}

function otherEnd(edge: Edge, id: string): string {
  return edge.a === id ? edge.b : edge.a;
}
