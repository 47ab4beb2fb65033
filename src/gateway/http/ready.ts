/** Whether a host can do its work. */
export interface Readiness {
  readonly ready: boolean;
  /** Of a gateway: which of the subgraphs behind it are ready. */
  readonly subgraphs?: Readonly<Record<string, boolean>>;
}

/** A host that takes longer to say whether it is ready is not. */
const TIMEOUT_MS = 2_000;

/** How long one look answers everybody, from when it began. Anybody may ask, and a look may cost a round of requests. */
const REMEMBERED_MS = 1_000;

/** What `ready` says; not ready when it rejects, or does not answer in time. However many ask, it is asked once a second. */
export function watchReadiness(ready: () => Promise<boolean | Readiness>): () => Promise<Readiness> {
  let latest: Promise<Readiness> | undefined;
  return () => {
    if (!latest) {
      latest = look(ready);
      setTimeout(() => (latest = undefined), REMEMBERED_MS).unref();
    }
    return latest;
  };
}

/** What is sent of it, and with which status. */
export function readinessAnswer({ ready, subgraphs = {} }: Readiness): { status: number; body: object } {
  const word = (well: boolean): string => (well ? 'ok' : 'unavailable');
  const parts = Object.entries(subgraphs).map(([name, well]) => [name, word(well)]);
  const body = { status: word(ready), ...(parts.length > 0 && { subgraphs: Object.fromEntries(parts) }) };
  return { status: ready ? 200 : 503, body };
}

async function look(ready: () => Promise<boolean | Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false }), TIMEOUT_MS);
  });
  try {
    const said = await Promise.race([ready(), late]);
    return typeof said === 'boolean' ? { ready: said } : said;
  } catch {
    return { ready: false };
  } finally {
    clearTimeout(timer);
  }
}
