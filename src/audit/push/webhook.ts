import { ANSWER_MS, type Target, proofFrom } from './target.ts';

/** An address that takes the checkpoint as the body of a POST. It is signed, so it needs no secret. */
export function webhookTarget(url: string): Target {
  return {
    name: 'webhook',
    async send(push) {
      const { size, checkpoint } = await proofFrom(push, push.older);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: checkpoint,
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      return { size };
    },
  };
}
