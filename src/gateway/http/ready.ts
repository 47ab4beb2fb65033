/** A host that takes longer to say whether it is ready is not. */
const TIMEOUT_MS = 2_000;

/** How long one look answers everybody, from when it began. Anybody may ask, and a look may cost a round of requests. */
const REMEMBERED_MS = 1_000;

/** Whether `ready` says so: false when it rejects, or does not answer in time. However many ask, it is asked once a second. */
export function watchReadiness(ready: () => Promise<boolean>): () => Promise<boolean> {
  let latest: Promise<boolean> | undefined;
  return () => {
    if (!latest) {
      latest = look(ready);
      setTimeout(() => (latest = undefined), REMEMBERED_MS).unref();
    }
    return latest;
  };
}

async function look(ready: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT_MS);
  });
  try {
    return await Promise.race([ready(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
