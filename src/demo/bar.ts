import { SingleBar } from 'cli-progress';

/** Where the demo tells its story: a terminal gets a bar that moves, anything else plain lines. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Shows how far something is. */
export interface Bar {
  update(done: number): void;
  stop(): void;
}

/** Begins a bar for `total` records. Without a terminal it writes a line for each quarter. */
export function openBar(out: Output, total: number): Bar {
  if (out.isTTY) return terminalBar(out, total);
  let quarter = 0;
  return {
    update(done) {
      const reached = Math.floor((4 * done) / total);
      if (reached === quarter) return;
      quarter = reached;
      out.write(`  ${25 * quarter}%  ${done} of ${total} records\n`);
    },
    stop() {},
  };
}

function terminalBar(out: Output, total: number): Bar {
  const format = '  {bar} {percentage}%  {value} of {total} records';
  const bar = new SingleBar({
    stream: out,
    format,
    barsize: 30,
    hideCursor: true,
    barCompleteChar: '#',
    barIncompleteChar: '.',
  });
  bar.start(total, 0);
  return {
    update: (done) => bar.update(done),
    stop: () => bar.stop(),
  };
}
