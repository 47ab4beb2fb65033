import { SingleBar } from 'cli-progress';

/** Where progress is shown. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** How far one piece of work is. */
export interface Bar {
  update(done: number): void;
  stop(): void;
}

/** Shows how far an evaluation is. */
export interface Progress {
  /** Says what begins, or what was found, in a line. */
  say(text: string): void;
  /** Begins a bar in a terminal, and says a line elsewhere. */
  bar(text: string, total: number): Bar;
}

const BAR_EVERY_MS = 100;

/** Shows progress on a stream. */
export function openProgress(out: Output): Progress {
  const say = (text: string): void => void out.write(`${text}\n`);
  return {
    say,
    bar(text, total) {
      if (out.isTTY) return terminalBar(out, text, total);
      say(text);
      return { update() {}, stop() {} };
    },
  };
}

function terminalBar(out: Output, text: string, total: number): Bar {
  const bar = new SingleBar({ stream: out, format: '{bar} {percentage}% {text}', barsize: 24, hideCursor: true });
  bar.start(total, 0, { text });
  let shown = 0;
  let last = 0;
  return {
    update(done) {
      last = done;
      if (performance.now() - shown < BAR_EVERY_MS) return;
      shown = performance.now();
      bar.update(done);
    },
    stop() {
      bar.update(last);
      bar.stop();
    },
  };
}
