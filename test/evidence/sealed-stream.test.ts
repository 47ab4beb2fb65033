import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/kernel/faults.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { openStream, sealStream } from '../../src/subgraphs/verification/evidence/sealed-stream.ts';

const vault = createVault({
  wrapping: [{ id: 'w', bytes: randomBytes(32) }],
  blind: { id: 'b', bytes: randomBytes(32) },
});
const OWNER = '0190a1b2-0000-7000-8000-000000000001';
const { key } = vault.createKey(OWNER);
const CHUNK = 65_536;
const HEADER = 11;
const SEALED = CHUNK + 16;

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

const seal = (plain: Buffer, size = 50_000): Promise<Buffer> => gather(sealStream(key, piecesOf(plain, size)));
const open = (sealed: Buffer, size = 50_000, by = key): Promise<Buffer> =>
  gather(openStream(by, piecesOf(sealed, size)));

/** Whether it opens, and how much was given before it turned out that it does not. */
async function tryOpen(sealed: Buffer): Promise<{ opens: boolean; given: Buffer }> {
  const given: Buffer[] = [];
  try {
    for await (const piece of openStream(key, piecesOf(sealed, 30_000))) given.push(piece);
    return { opens: true, given: Buffer.concat(given) };
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    return { opens: false, given: Buffer.concat(given) };
  }
}

test('what was sealed opens as it was, whatever its length and the pieces', async () => {
  for (const length of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_000]) {
    const plain = randomBytes(length);
    const sealed = await seal(plain, 17_000);
    expect(sealed.length).toBe(HEADER + length + 16 * Math.max(1, Math.ceil(length / CHUNK)));
    for (const size of [1_000, SEALED, 1 << 20]) expect((await open(sealed, size)).equals(plain)).toBe(true);
  }
});

test('equal files are sealed into different bytes', async () => {
  expect((await seal(Buffer.from('same'))).equals(await seal(Buffer.from('same')))).toBe(false);
});

test('it opens with no other key, and not as another file', async () => {
  const sealed = await seal(Buffer.from('a passport'));
  const other = vault.createKey(OWNER).key;
  await expect(open(sealed, 100, other)).rejects.toThrow('Internal error.');
  await expect(open(sealed, 100, { ...key, ownerId: OWNER.replace(/1$/, '2') })).rejects.toThrow('Internal error.');
});

describe('a sealed file that', () => {
  const plain = randomBytes(3 * CHUNK + 100);

  test('was cut anywhere does not open, and gives nothing that was not sealed', async () => {
    const sealed = await seal(plain);
    const ends = [
      0,
      1,
      HEADER - 1,
      HEADER,
      HEADER + 1,
      HEADER + SEALED,
      HEADER + 2 * SEALED,
      HEADER + 3 * SEALED,
      sealed.length - 1,
    ];
    for (const end of ends) {
      const { opens, given } = await tryOpen(sealed.subarray(0, end));
      expect([end, opens]).toEqual([end, false]);
      expect(plain.subarray(0, given.length).equals(given)).toBe(true);
    }
  });

  test('has its chunks in another order, one twice, or one less, does not open', async () => {
    const sealed = await seal(plain);
    const header = sealed.subarray(0, HEADER);
    const chunks = [0, 1, 2, 3].map((at) => sealed.subarray(HEADER + at * SEALED, HEADER + (at + 1) * SEALED));
    for (const order of [[1, 0, 2, 3], [0, 2, 1, 3], [0, 0, 1, 2, 3], [0, 1, 3], [0, 1, 2, 3, 3], [3], [0, 1, 2]]) {
      const { opens } = await tryOpen(Buffer.concat([header, ...order.map((at) => chunks[at]!)]));
      expect([order, opens]).toEqual([order, false]);
    }
  });

  test('goes on behind its end does not open', async () => {
    expect((await tryOpen(Buffer.concat([await seal(plain), Buffer.from('x')]))).opens).toBe(false);
  });

  test('has any bit changed does not open', async () => {
    const sealed = await seal(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const other = Buffer.from(sealed);
        other[at]! ^= 1 << bit;
        const { opens, given } = await tryOpen(other);
        expect(opens).toBe(false);
        expect(plain.subarray(0, given.length).equals(given)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
