import { SingleBar } from 'cli-progress';

/** Where progress is shown: a terminal gets a bar, anything else a line every five seconds. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 100;

/** Shows which step work is at, and what share of it is done. */
export interface Steps {
  update(step: string, share: number): void;
  stop(): void;
}

/** Begins to show steps. */
export function openSteps(out: Output): Steps {
  const every = out.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS;
  let bar: SingleBar | undefined;
  let current = '';
  let shownMs = 0;
  return {
    update(step, share) {
      const isNew = step !== current;
      if (!isNew && performance.now() - shownMs < every) return;
      current = step;
      shownMs = performance.now();
      const percent = Math.floor(Math.min(share, 1) * 100);
      if (!out.isTTY) {
        out.write(`${step} ${percent}%\n`);
        return;
      }
      if (isNew) {
        bar?.update(100);
        bar?.stop();
        bar = new SingleBar({ stream: out, format: '{bar} {percentage}% {step}', barsize: 24, hideCursor: true });
        bar.start(100, percent, { step });
      } else bar?.update(percent);
    },
    stop() {
      bar?.stop();
    },
  };
}
