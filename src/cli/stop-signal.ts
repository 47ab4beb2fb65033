/** npm hands Ctrl-C on to a process that has it from the terminal already: two signals for one key. */
const SAME_KEY_MS = 300;

/** The exit code of a command that a signal ended before its end: 128 + SIGINT. */
export const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts when the process is told to stop (Ctrl-C, SIGTERM, a closed terminal), so that it can end in order.
 * Told once more, the process ends at once, with the exit code INTERRUPTED.
 * @param told called at the first signal
 */
export function stopSignal(told: () => void = () => {}): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstMs = Date.now();
      told();
      controller.abort();
    } else if (Date.now() - firstMs > SAME_KEY_MS) process.exit(INTERRUPTED);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return controller.signal;
}

/** Lets signals end the process again, once there is nothing left that could end in order. */
export function endOnSignal(): void {
  for (const name of SIGNALS) process.removeAllListeners(name);
}
