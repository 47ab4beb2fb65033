import { SingleBar } from 'cli-progress';
import type { Counts } from './summary.ts';

/** Where progress is shown: a terminal gets a bar, anything else a line every five seconds. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

const LINE_EVERY_MS = 5_000;
const BAR_EVERY_MS = 100;

/** Shows how far an import is, how fast, and for how long still. */
export interface Meter {
  update(doneBytes: number, counts: Counts): void;
  /** Says, once for each pause, that rows have to wait for the hub. */
  wait(reason: string): void;
  stop(): void;
}

/** Begins to show progress. `doneBytes` and `counts` are those of earlier runs. */
export function openMeter(out: Output, totalBytes: number, doneBytes: number, counts: Counts): Meter {
  // `counts` goes on counting while the meter runs.
  const rowsBefore = counts.rows;
  const started = performance.now();
  const text = (bytes: number, now: Counts): string => {
    const seconds = Math.max((performance.now() - started) / 1000, 0.001);
    const rate = (now.rows - rowsBefore) / seconds;
    const bytesPerSecond = (bytes - doneBytes) / seconds;
    const left = bytesPerSecond > 0 ? duration((totalBytes - bytes) / bytesPerSecond) : '?';
    return `${now.rows.toLocaleString('en-US')} rows, ${Math.round(rate).toLocaleString('en-US')} rows/s, ${left} left, ${now.rejected.toLocaleString('en-US')} rejected`;
  };
  return out.isTTY ? bar(out, totalBytes, doneBytes, text) : lines(out, totalBytes, text);
}

type Text = (bytes: number, counts: Counts) => string;

function bar(out: Output, totalBytes: number, doneBytes: number, text: Text): Meter {
  const single = new SingleBar({ stream: out, format: '{bar} {percentage}% {text}', barsize: 24, hideCursor: true });
  single.start(totalBytes, doneBytes, { text: '' });
  let shown = 0;
  let last = (): void => {};
  return {
    update(bytes, counts) {
      last = () => single.update(bytes, { text: text(bytes, counts) });
      if (performance.now() - shown < BAR_EVERY_MS) return;
      shown = performance.now();
      last();
    },
    wait(reason) {
      single.update({ text: waiting(reason) });
    },
    stop() {
      last();
      single.stop();
    },
  };
}

function lines(out: Output, totalBytes: number, text: Text): Meter {
  let shown = performance.now();
  let paused = false;
  return {
    update(bytes, counts) {
      paused = false;
      if (performance.now() - shown < LINE_EVERY_MS) return;
      shown = performance.now();
      out.write(`${Math.floor((bytes / totalBytes) * 100)}% ${text(bytes, counts)}\n`);
    },
    wait(reason) {
      if (!paused) out.write(`${waiting(reason)}\n`);
      paused = true;
    },
    stop() {},
  };
}

function waiting(reason: string): string {
  return `waiting for the hub (${reason})`;
}

/** `45s`, `3m12s`, `2h05m`. */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
  return `${Math.floor(whole / 3600)}h${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}m`;
}
