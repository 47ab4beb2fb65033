import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type NoteKey, cosignedText, keyIdOf, readCheckpoint, readNote, signersOf } from '../../../src/audit/note.ts';
import { isConsistent } from '../../../src/audit/tree/proof.ts';

/** A witness that does what C2SP tlog-witness demands of one, for one log. */
export interface Witness extends AsyncDisposable {
  url: string;
  key: NoteKey;
  /** What it signed last. */
  last: { size: number; root: Buffer };
  /** The statuses of its answers. */
  statuses: number[];
}

export async function startWitness(origin: string, logKeys: readonly NoteKey[]): Promise<Witness> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const key: NoteKey = { name: 'witness.example/w1', type: 4, publicKey: raw };
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body = '', type = 'text/plain'): void => {
      statuses.push(status);
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    const judge = (body: string): void => {
      if (request.method !== 'POST' || request.url !== '/submit/add-checkpoint') return answer(404);
      const [, old, proofText, note] = /^old (0|[1-9]\d*)\n((?:[A-Za-z0-9+/=]+\n)*)\n(.*)$/s.exec(body) ?? [];
      const parts = readNote(note ?? '');
      const checkpoint = readCheckpoint(parts?.text ?? '');
      if (old === undefined || !parts || !checkpoint) return answer(400);
      if (checkpoint.origin !== origin) return answer(404);
      if (signersOf(parts, logKeys).length === 0) return answer(403);
      if (Number(old) > checkpoint.size) return answer(400);
      if (Number(old) !== witness.last.size) return answer(409, `${witness.last.size}\n`, 'text/x.tlog.size');
      const proof = proofText!
        .split('\n')
        .slice(0, -1)
        .map((line) => Buffer.from(line, 'base64'));
      if (witness.last.size === checkpoint.size && !witness.last.root.equals(checkpoint.root)) return answer(409);
      const isFirst = witness.last.size === 0 && proof.length === 0;
      if (!isFirst && !isConsistent(witness.last, checkpoint, proof)) return answer(422);
      witness.last = checkpoint;
      const time = BigInt(Math.floor(Date.now() / 1000));
      const stamp = Buffer.alloc(8);
      stamp.writeBigUInt64BE(time);
      const signature = sign(null, Buffer.from(cosignedText(parts.text, time)), privateKey);
      const line = Buffer.concat([Buffer.from(keyIdOf(key), 'hex'), stamp, signature]).toString('base64');
      return answer(200, `— ${key.name} ${line}\n`);
    };
    text(request).then(judge, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const witness: Witness = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/submit`,
    key,
    last: { size: 0, root: Buffer.alloc(32) },
    statuses,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return witness;
}
