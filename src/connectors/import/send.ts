import { setMaxListeners } from 'node:events';
import { fault } from '../../kernel/faults.ts';
import { keysOf } from './digest.ts';
import { MAX_ROWS } from './gather.ts';
import { type Hub, openHub } from './hub.ts';
import { inOrder } from './in-order.ts';
import { openMeter } from './meter.ts';
import { type ImportOptions, concurrencyOf, endpointOf, tokenOf } from './options.ts';
import { type Prepared, prepare } from './prepare.ts';
import { type Progress, saveProgress } from './progress.ts';
import { RejectsFile } from './rejects.ts';
import { DEFAULT_RETRY } from './retry.ts';
import { settle } from './settle.ts';
import type { Source } from './source.ts';
import { compile } from './transform.ts';

/** Rows read ahead for each row under way, so that one slow request does not idle the others. */
const WINDOW_PER_ROW = 2;
const SAVE_EVERY_MS = 1_000;
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const MAX_FAILURES_IN_SUCCESSION = 10;

/**
 * Sends what `progress` lacks, and carries `progress` on, in memory and in its file. Answers whether the end was reached;
 * false when the signal came first. Throws what `runImport` throws of the hub.
 */
export async function send(options: ImportOptions, source: Source, progress: Progress): Promise<boolean> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  // Every row under way listens to it.
  setMaxListeners(0, signal);
  const token = tokenOf(options);
  const rejects = await RejectsFile.resume(progress.rejects.file, source.rejectFormat, progress.rejects.bytes);
  const meter = openMeter(options.out, source.bytes, progress.position.offset, progress.counts);
  const hub = openHub({
    endpoint: endpointOf(options),
    system: options.system,
    token,
    maxConnections: concurrencyOf(options),
    retry: options.retry ?? DEFAULT_RETRY,
    signal,
    onWait: (reason) => meter.wait(reason),
  });
  const save = async (done: boolean): Promise<void> => {
    progress.rejects.bytes = await rejects.flush();
    progress.done = done;
    await saveProgress(options.file, progress);
  };
  try {
    let savedAt = performance.now();
    for await (const reject of sendRows(hub, source, progress, concurrencyOf(options), signal)) {
      if (reject) rejects.add(reject.row, reject.reasons);
      meter.update(progress.position.offset, progress.counts);
      if (performance.now() - savedAt < SAVE_EVERY_MS && rejects.waitingBytes < MAX_WAITING_BYTES) continue;
      await save(false);
      savedAt = performance.now();
    }
    await source.mustBeUnchanged();
    await save(true);
    return true;
  } catch (error) {
    await save(false);
    if (options.signal.aborted) return false;
    throw error;
  } finally {
    stop.abort();
    meter.stop();
    hub.close();
    await rejects.close();
  }
}

type Reject = Extract<Prepared, { kind: 'rejected' }>;

/** Sends the rows behind `progress` and carries it on, row by row in the order of the file. Yields the rejects; undefined for other rows. */
async function* sendRows(
  hub: Hub,
  source: Source,
  progress: Progress,
  concurrency: number,
  signal: AbortSignal,
): AsyncGenerator<Reject | undefined, void> {
  const keyOf = keysOf(progress.subject.file.sha256, progress.subject.mapping, progress.run);
  const transform = compile(source.mapping, source.lookup);
  const bounds = {
    concurrency: concurrency * MAX_ROWS,
    window: concurrency * MAX_ROWS * WINDOW_PER_ROW,
    // Two rows about one record: the later one in the file must win.
    keyOf: (prepared: Prepared) => (prepared.kind === 'person' ? prepared.input.externalId : undefined),
  };
  const rows = async function* (): AsyncGenerator<Prepared, void> {
    for await (const row of source.rows(progress.position)) {
      signal.throwIfAborted();
      yield prepare(row, transform);
    }
  };
  let failures = 0;
  for await (const { item, result } of inOrder(rows(), bounds, (one) => settle(one, hub, keyOf, transform))) {
    const { row } = item;
    progress.counts.rows += 1;
    progress.counts[result.outcome] += 1;
    progress.position = row.next;
    yield result.reasons && { row, kind: 'rejected', reasons: result.reasons };
    failures = result.hubFailed ? failures + 1 : 0;
    if (failures < MAX_FAILURES_IN_SUCCESSION) continue;
    throw fault({
      code: 'UNAVAILABLE',
      public: `The hub failed on ${failures} rows in succession; its log tells why. They are among the rejects.`,
    });
  }
}
