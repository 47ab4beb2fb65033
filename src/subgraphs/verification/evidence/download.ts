import { Readable } from 'node:stream';
import { authorOf, demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { isId } from '../../../kernel/ids.ts';
import { append } from '../../../log/append.ts';
import type { RequestContext } from '../../subgraph.ts';
import type { Services } from '../context.ts';
import { tellMissing } from './missing.ts';
import { type ObjectRow, findObject } from './rows.ts';
import { openStream } from './sealed-stream.ts';
import { eventOf } from './tell.ts';

/** What is known of a stored file; undefined when there is none. */
export async function lookUp(
  { pools }: Services,
  { actor }: RequestContext,
  id: string,
): Promise<ObjectRow | undefined> {
  demand(actor, 'evidence:read');
  return isId(id) ? findObject(pools.read, id) : undefined;
}

/**
 * The content of a stored file, as a stream that fails where it is not what was stored. Who reads it is told before anything
 * of it is given.
 */
export async function download(services: Services, request: RequestContext, file: ObjectRow): Promise<Readable> {
  demand(request.actor, 'evidence:read');
  const { vault, evidence } = services;
  const sealed = await evidence.storeOf(file.store).get(file.object);
  if (!sealed) {
    await tellMissing(services, [file]);
    throw fault({ code: 'INTERNAL', public: 'Internal error.', internal: `the object of file ${file.id} is missing` });
  }
  const pieces = openStream(vault.openKey(file.id, file.wrapped), sealed);
  try {
    // What does not open at all is told by a status, not by an answer that ends early.
    const first = await pieces.next();
    await tellRead(services, request, file);
    const content = Readable.from(joined(first, pieces), { objectMode: false });
    // Also when nobody has begun to read.
    content.once('close', () => void pieces.return().catch(() => {}));
    return content;
  } catch (error) {
    await pieces.return();
    throw error;
  }
}

async function* joined(
  first: IteratorResult<Buffer, void>,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function tellRead({ pools, clock, log }: Services, request: RequestContext, file: ObjectRow): Promise<void> {
  const author = authorOf({ traceparent: undefined, ...request });
  const data = { fileId: file.id };
  await pools.write.begin((tx) => append(tx, eventOf(clock, author, { name: 'evidence.read', file, data })));
  log.wake();
}
