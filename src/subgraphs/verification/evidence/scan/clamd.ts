import { once } from 'node:events';
import { connect } from 'node:net';
import { type ScanVerdict, type Scanner, SCAN_TIMEOUT_MS, scannerFault } from './scanner.ts';

const PORT = 3310;
const MAX_ANSWER_BYTES = 1_024;

/** ClamAV's daemon over TCP, by its INSTREAM command: chunks behind their lengths, an empty one at the end. */
export function openClamd(url: string): Scanner {
  const { hostname, port } = new URL(url);
  return async (content) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || PORT });
    // Who ends the connection in the middle is heard of by its answer.
    socket.on('error', () => {});
    socket.setTimeout(SCAN_TIMEOUT_MS, () => socket.destroy(new Error('timeout')));
    let isAnswered = false;
    const answer = readAnswer(socket).finally(() => (isAnswered = true));
    // Waited for at the end; it may fail before.
    answer.catch(() => {});
    try {
      socket.write('zINSTREAM\0');
      for await (const chunk of content) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.length);
        socket.write(length);
        if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), answer]);
        if (isAnswered) break;
      }
      // Who answers before the end has not seen all of it.
      const isWhole = !isAnswered;
      socket.write(Buffer.alloc(4));
      const verdict = verdictOf(await answer);
      if (verdict === 'CLEAN' && !isWhole) throw new Error('a verdict before the end');
      return verdict;
    } catch (cause) {
      throw scannerFault('clamd gave no verdict', cause);
    } finally {
      socket.destroy();
    }
  };
}

async function readAnswer(socket: AsyncIterable<Buffer>): Promise<string> {
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk.toString('latin1');
    if (answer.length > MAX_ANSWER_BYTES || answer.includes('\0')) break;
  }
  return answer.replace(/\0[^]*$/, '');
}

function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return 'CLEAN';
  if (/^stream: .+ FOUND$/.test(answer)) return 'INFECTED';
  throw new Error('no verdict');
}
