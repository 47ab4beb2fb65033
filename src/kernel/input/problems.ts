/** One thing that is wrong with an input: where, and what was expected. Never what was found. */
export interface Problem {
  /** Dotted: `emails.0.value`. Empty for the input as a whole. */
  path: string;
  message: string;
}

/** The answer to an input that is wrong. Nothing was stored. */
export interface InvalidInput {
  __typename: 'InvalidInput';
  problems: Problem[];
}

/** A caller learns no more of them at once: an input of a megabyte can hold tens of thousands. */
const MAX_TOLD = 100;

/** Gathers problems while an input is read, so that a caller learns all of them at once. */
export class Problems {
  readonly list: Problem[] = [];

  add(path: string, message: string): undefined {
    this.list.push({ path, message });
    return undefined;
  }

  invalid(): InvalidInput {
    return { __typename: 'InvalidInput', problems: this.list.slice(0, MAX_TOLD) };
  }
}
