import { usageOf } from './usage.ts';

/** What a child offers, made from the options that its parent passed. */
export interface Offer {
  /** Told to the parent when the child is ready. */
  ready?: unknown;
  methods?: Record<string, (input: never) => unknown>;
  stop?(): Promise<void>;
}

/** Runs this process as a child: makes what it offers, answers the parent's calls, and ends when the parent lets go. */
export async function serveParent<Options>(make: (options: Options) => Promise<Offer>): Promise<void> {
  const making = make(JSON.parse(process.argv[2] ?? '{}') as Options);
  making.catch(() => {}); // Told to the parent with its first call.

  process.on('message', ({ call, name, input }: { call: number; name: string; input: never }) => {
    const answer = async (): Promise<unknown> => {
      const offer = await making;
      if (name === 'ready') return offer.ready;
      if (name === 'usage') return usageOf();
      return offer.methods?.[name]?.(input);
    };
    answer().then(
      (result) => process.send!({ call, result }),
      (error: unknown) =>
        process.send!({ call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => {
    making
      .then((offer) => offer.stop?.())
      .catch(() => {})
      .finally(() => process.exit());
  });
  // Ctrl-C in a terminal reaches us too; the parent says when to end.
  process.on('SIGINT', () => {});
}
