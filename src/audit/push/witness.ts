import type { Proof } from '../proofs.ts';
import { type NoteKey, readNote, readSignature, signersOf } from '../note.ts';
import { ANSWER_MS, type Sent, type Target, proofFrom } from './target.ts';

const SIZE_TYPE = 'text/x.tlog.size';
const MAX_ANSWER = 64 * 1024;

/**
 * A witness: it signs a checkpoint only when it is shown that it continues the last one that it signed (C2SP tlog-witness).
 * @param prefix its submission prefix
 */
export function witnessTarget(prefix: string, key: NoteKey): Target {
  const submit = async (
    older: number,
    { checkpoint, hashes }: Proof,
  ): Promise<{ status: number; type: string; body: string }> => {
    const lines = [`old ${older}`, ...hashes.map((hash) => hash.toString('base64')), '', checkpoint];
    const response = await fetch(`${prefix.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: lines.join('\n'),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body = (await response.text()).slice(0, MAX_ANSWER);
    return { status: response.status, type: response.headers.get('content-type') ?? '', body };
  };
  return {
    name: `witness ${key.name}`,
    async send(push): Promise<Sent> {
      let proof = await proofFrom(push, push.older);
      let answer = await submit(push.older, proof);
      const known = /^(0|[1-9]\d{0,14})\n$/.exec(answer.body)?.[1];
      if (
        answer.status === 409 &&
        answer.type.startsWith(SIZE_TYPE) &&
        known !== undefined &&
        Number(known) !== push.older
      ) {
        // It knows better than we what it signed last.
        proof = await proofFrom(push, Number(known));
        answer = await submit(Number(known), proof);
      }
      if (answer.status === 422) throw new Error('it was shown no continuation of what it signed');
      if (answer.status !== 200) throw new Error(`it answered ${answer.status}`);
      const cosignatures = judge(proof.checkpoint, answer.body, key);
      if (cosignatures.length === 0) throw new Error('its signature is not that of its key');
      return { size: proof.size, cosignatures };
    },
  };
}

/** The lines that are signatures of this checkpoint by this key. Others are passed over. */
function judge(checkpoint: string, body: string, key: NoteKey): string[] {
  const { text } = readNote(checkpoint)!;
  return body.split('\n').filter((line) => {
    const signature = readSignature(line);
    return signature !== undefined && signersOf({ text, signatures: [signature] }, [key]).length > 0;
  });
}
