import { Fault } from '../kernel/faults.ts';

/** What a `schema` command answers: the text to print, and the exit code of the process. */
export interface Outcome {
  output: string;
  exitCode: number;
}

/** Runs a command. An input that it refuses becomes its public text, printed by `print`, and exit code 2. */
export async function outcomeOf(
  command: () => Promise<Outcome>,
  print: (message: string) => string = (message) => message,
): Promise<Outcome> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof Fault) return { output: print(error.public), exitCode: 2 };
    throw error;
  }
}
