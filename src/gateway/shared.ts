/** For whom an event is executed: equal in all parts, the answer is the same. */
export interface Audience {
  /** The planned operation. */
  readonly plan: object;
  /** Whose rights count. */
  readonly actor: object;
  /** The values of the variables, as text. */
  readonly values: string;
}

/**
 * Executes an event once for all subscribers who ask the same of it with the same rights, and share the turn of the event
 * loop: those who wait for the next event all wake in one. With 100 of them, 30,000 executions a second become 300.
 */
export function shareByTurn<Answer>(): (event: object, audience: Audience, execute: () => Answer) => Answer {
  const answers = new Map<object, { audience: Audience; answer: Answer }[]>();
  return (event, audience, execute) => {
    if (answers.size === 0) setImmediate(() => answers.clear());
    const known = answers.get(event) ?? [];
    const same = known.find(({ audience: other }) => isSame(other, audience));
    if (same) return same.answer;
    const answer = execute();
    known.push({ audience, answer });
    answers.set(event, known);
    return answer;
  };
}

function isSame(one: Audience, other: Audience): boolean {
  return one.plan === other.plan && one.actor === other.actor && one.values === other.values;
}
