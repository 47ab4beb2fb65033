import type { Stage } from '../journey/stage.ts';
import { narrowJson } from '../narrow-json.ts';

/** Tells what happens, and ends the demo where something is not as it says. */
export interface Story extends Pick<Stage, 'say' | 'title'> {
  /** Shows an operation and who asks, as it is sent. */
  asks(who: string, operation: string): void;
  /** Shows what was answered. */
  answers(answer: unknown): void;
  /** A claim; throws when it does not hold. */
  claim(holds: boolean, text: string): void;
}

/** Begins one on a stage. */
export function openStory(stage: Stage): Story {
  const indent = (text: string, by: string): string[] => text.split('\n').map((line) => `${by}${line}`);
  return {
    say: (...lines) => stage.say(...lines),
    title: (text) => stage.title(text),
    asks: (who, operation) => stage.say(...indent(`${stage.paint('cyan', who)}  ${operation}`, '  ')),
    answers: (answer) =>
      stage.say(
        ...narrowJson(answer)
          .split('\n')
          .map((line) => stage.paint('dim', `    ${line}`)),
      ),
    claim(holds, text) {
      if (!holds) throw new Error(`Not as it should be: ${text}`);
      stage.say(stage.paint('green', `  ✓ ${text}`));
    },
  };
}
