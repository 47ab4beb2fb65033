/** Says on the terminal what is going on. */
export interface Progress {
  tell(line: string): void;
}

/** One line a step, with the time since the start; on a terminal a step of the same kind replaces the last one. */
export function createProgress(): Progress {
  const start = performance.now();
  let last = '';
  return {
    tell(line) {
      const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(5);
      const kind = line.replace(/[\d,.]+/g, '');
      const replaces = process.stderr.isTTY && kind === last;
      process.stderr.write(`${replaces ? '\u001b[1A\u001b[2K' : ''}${seconds} s  ${line}\n`);
      last = kind;
    },
  };
}
