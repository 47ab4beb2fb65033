import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MediaType, createInspector } from '../../src/subgraphs/verification/evidence/content/inspect.ts';
import { Unfit } from '../../src/subgraphs/verification/evidence/content/unfit.ts';
import { GOOD, box, chunk, heic, jpeg, mp4, objectStream, pdf, png, webp, zip } from './files.ts';

/** Why a file is not taken; undefined when it is. It comes in pieces of `size` bytes. */
function judge(mediaType: string, file: Buffer, size = 1_000): string | undefined {
  try {
    const inspector = createInspector(mediaType as MediaType);
    for (let at = 0; at < file.length; at += size) inspector.push(file.subarray(at, at + size));
    inspector.end();
    return undefined;
  } catch (error) {
    if (error instanceof Unfit) return error.why;
    throw error;
  }
}

const join = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

describe.each(Object.entries(GOOD))('%s', (mediaType, file) => {
  test('is taken, whatever the pieces it comes in', () => {
    for (const size of [1, 2, 3, 7, 64, 1_023, 1_024, 1_025, 100_000]) {
      expect([size, judge(mediaType, file, size)]).toEqual([size, undefined]);
    }
  });

  test('is refused as any other type', () => {
    const others = Object.keys(GOOD).filter((other) => other !== mediaType);
    expect(others.map((other) => judge(other, file))).toEqual(others.map(() => 'DISAGREES'));
  });

  test('is refused when it was cut', () => {
    // What comes last in these may be missing, since nothing before it says that there is more.
    const mayEnd = (length: number): boolean =>
      (mediaType === 'image/jpeg' && length >= file.length - 258) ||
      (mediaType === 'application/pdf' && file.subarray(0, length).includes('%%EOF')) ||
      (/heic|mp4/.test(mediaType) && length === file.length - 72);
    const lengths = [...Array(file.length).keys()].filter((length) => !mayEnd(length));
    expect(lengths.filter((length) => judge(mediaType, file.subarray(0, length)) === undefined)).toEqual([]);
  });

  test('is refused with an archive behind it, or a PDF within its beginning', () => {
    expect(judge(mediaType, join(file, zip()))).toBeDefined();
    for (const signature of ['526172211a0700', '377abcaf271c']) {
      expect(judge(mediaType, join(file, Buffer.from(signature, 'hex')))).toBe('POLYGLOT');
    }
  });

  test('never makes the judge fall over, whatever is changed in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: file.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 200 }),
        (changes, size) => {
          const other = Buffer.from(file);
          for (const [at, byte] of changes) other[at] = byte;
          expect(() => judge(mediaType, other, size)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('takes nothing that is not on the list', () => {
  const others = [
    zip(),
    Buffer.from('GIF89a__________'),
    Buffer.from('MZ'.padEnd(40)),
    Buffer.from('<svg>'.padEnd(40)),
    Buffer.alloc(0),
  ];
  for (const file of others) expect(judge('image/png', file)).toBe('TYPE');
});

test('refuses an image by the size that it claims, before anybody opens it', () => {
  const huge = { width: 60_000, height: 60_000 };
  expect(judge('image/png', png(huge))).toBe('BOMB');
  expect(judge('image/jpeg', jpeg(huge))).toBe('BOMB');
  expect(judge('image/webp', webp(huge))).toBe('BOMB');
  expect(judge('image/heic', heic(huge))).toBe('BOMB');
  expect(judge('video/mp4', mp4(huge))).toBe('BOMB');
  expect(judge('image/png', png({ width: 30_000, height: 30_000 }))).toBe('BOMB');
  expect(judge('image/png', png({ width: 0 }))).toBe('BROKEN');
});

test('finds the size of a JPEG behind whatever stands before it', () => {
  const profile = Buffer.alloc(65_535, 0xff);
  profile.writeUInt16BE(0xffe2);
  profile.writeUInt16BE(65_533, 2);
  expect(judge('image/jpeg', jpeg({ before: [profile, profile] }))).toBeUndefined();
  expect(judge('image/jpeg', jpeg({ before: [profile, profile], width: 60_000, height: 60_000 }))).toBe('BOMB');
});

test('takes what cameras append to a JPEG, and no archive', () => {
  expect(judge('image/jpeg', join(jpeg(), jpeg()))).toBeUndefined();
  expect(judge('image/jpeg', join(jpeg(), mp4()))).toBeUndefined();
  expect(judge('image/jpeg', join(jpeg(), zip()))).toBe('POLYGLOT');
});

test('refuses what follows the end of a PNG or WebP', () => {
  expect(judge('image/png', join(png(), '<?php'))).toBe('POLYGLOT');
  expect(judge('image/webp', join(webp(), 'x'))).toBe('POLYGLOT');
});

test('refuses an image that is a PDF too', () => {
  expect(judge('image/png', png({ extra: '%PDF-1.7' }))).toBe('POLYGLOT');
});

test('refuses sizes that are hidden in boxes which do not fit', () => {
  const none = Buffer.alloc(4);
  const ftyp = box('ftyp', 'heic', none, 'mif1', 'heic');
  const bomb = box('ispe', none, Buffer.from('0000ea600000ea60', 'hex'));
  const small = box('ispe', none, Buffer.from('0000001000000010', 'hex'));
  expect(judge('image/heic', join(ftyp, box('meta', none, box('iprp', box('ipco', small, bomb)))))).toBe('BOMB');
  // The first child claims to be longer than what holds it, and so would hide what follows.
  const long = box('free', 'x');
  long.writeUInt32BE(4_000);
  expect(judge('image/heic', join(ftyp, box('meta', none, box('iprp', box('ipco', small, long))), bomb))).toBe(
    'BROKEN',
  );
});

test('an AVIF is no HEIC, though it has a brand in common with it', () => {
  expect(judge('image/heic', heic({ brand: 'avif' }))).toBe('DISAGREES');
});

describe('a PDF', () => {
  test.each([
    ['JavaScript', '<< /S /JavaScript /JS (app.alert) >>', 'ACTIVE'],
    ['a name with escapes', '<< /S /J#61vaScr#69pt >>', 'ACTIVE'],
    ['a program to start', '<< /S /Launch /F (x) >>', 'ACTIVE'],
    ['a file', '<< /Type /EmbeddedFile >>', 'ACTIVE'],
    ['a form with programs', '<< /XFA 5 0 R >>', 'ACTIVE'],
    ['encryption', '<< /Encrypt 9 0 R >>', 'ENCRYPTED'],
    ['JavaScript in an object stream', objectStream('7 0 << /S /JavaScript >>'), 'ACTIVE'],
    [
      'JavaScript in an object stream under another spelling',
      objectStream('7 0 << /S /JavaScript >>', 'Obj#53tm'),
      'ACTIVE',
    ],
    ['objects that unpack to 64 MiB', objectStream(Buffer.alloc(64 << 20, '7 ')), 'BOMB'],
    ['objects behind a predictor', objectStream('7 0 << /A /B >>', 'ObjStm /DecodeParms << /Predictor 2 >>'), 'BROKEN'],
    ['objects that are packed twice', objectStream(deflateSync('7 0 << /S /JavaScript >>')), 'BROKEN'],
    ['objects that do not unpack', '<< /Type /ObjStm /Filter /LZWDecode >>\nstream\nabcdef\nendstream', 'BROKEN'],
  ])('with %s is refused, whatever the pieces it comes in', { timeout: 60_000 }, (_what, object, why) => {
    for (const size of [1, 13, 127, 128, 129, 5_000, 1_000_000]) {
      expect([size, judge('application/pdf', pdf('<< >>', object, '<< >>'), size)]).toEqual([size, why]);
    }
  });

  test('with a word of those in its text, or a name that begins like one, is taken', () => {
    const objects = [
      '<< /EncryptMetadata true >>',
      '(JavaScript)',
      '<< /Launcher 1 >>',
      objectStream('7 0 << /A /B >>'),
    ];
    expect(judge('application/pdf', pdf(...objects))).toBeUndefined();
  });

  test('of 4 MiB that says the same names again and again is judged in no time', () => {
    const names = Buffer.from('/JavaScriptx '.repeat(300_000));
    const before = performance.now();
    expect(judge('application/pdf', pdf(names), 65_536)).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

test('a PNG chunk cannot claim memory', () => {
  const header = chunk('IHDR', Buffer.alloc(13));
  header.writeUInt32BE(0x7fffffff);
  expect(judge('image/png', join(Buffer.from('89504e470d0a1a0a', 'hex'), header))).toBe('BROKEN');
});
