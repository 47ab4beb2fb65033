import { crc32, deflateSync } from 'node:zlib';

// The smallest files of each type that is taken, made here, so that each byte of them has a reason.

const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255]);
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};
const le32 = (n: number): Buffer => Buffer.from(u32(n).toReversed());
const join = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

/** A chunk of a PNG. */
export function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = join(type, data);
  return join(u32(data.length), body, u32(crc32(body)));
}

/** A black PNG; `extra` goes into a text chunk, so that files can differ. */
export function png({ width = 8, height = 8, extra = '' } = {}): Buffer {
  const rows = width * height > 10_000 ? Buffer.alloc(0) : Buffer.alloc((width + 1) * height);
  return join(
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', join(u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0]))),
    ...(extra ? [chunk('tEXt', Buffer.from(`Comment\0${extra}`))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND'),
  );
}

/** The skeleton of a JPEG: what is read of it, and some scan data. */
export function jpeg({
  width = 640,
  height = 480,
  before = [],
  scan = 256,
}: { width?: number; height?: number; before?: readonly Buffer[]; scan?: number } = {}): Buffer {
  const segment = (marker: number, data: Buffer): Buffer =>
    join(Buffer.from([0xff, marker]), u16(data.length + 2), data);
  return join(
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...before,
    segment(0xc0, join(Buffer.from([8]), u16(height), u16(width), Buffer.from('03011100021100031100', 'hex'))),
    segment(0xda, Buffer.from('03010002110311003f00', 'hex')),
    Buffer.alloc(scan, 0x5a),
    Buffer.from('ffd9', 'hex'),
  );
}

/** A lossless WebP with a canvas. */
export function webp({ width = 16, height = 16 } = {}): Buffer {
  const bits = (((width - 1) & 0x3fff) | (((height - 1) & 0x3fff) << 14)) >>> 0;
  const canvas = Buffer.alloc(10);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const body = join(
    'WEBP',
    'VP8X',
    le32(10),
    canvas,
    'VP8L',
    le32(6),
    Buffer.from([0x2f]),
    le32(bits),
    Buffer.from([0]),
  );
  return join('RIFF', le32(body.length), body);
}

/** A box of an ISO base media file. */
export function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = join(...content);
  return join(u32(body.length + 8), type, body);
}

/** A HEIC with its description. */
export function heic({ width = 4032, height = 3024, brand = 'heic' } = {}): Buffer {
  const none = Buffer.alloc(4);
  return join(
    box('ftyp', brand, none, 'mif1', brand),
    box(
      'meta',
      none,
      box('hdlr', Buffer.alloc(24)),
      box('iprp', box('ipco', box('ispe', none, u32(width), u32(height)))),
    ),
    box('mdat', Buffer.alloc(64, 7)),
  );
}

/** An MP4 with one track. */
export function mp4({ width = 1280, height = 720 } = {}): Buffer {
  const track = Buffer.alloc(84);
  track.writeUInt16BE(width, 76);
  track.writeUInt16BE(height, 80);
  return join(
    box('ftyp', 'isom', Buffer.alloc(4), 'isom', 'mp42'),
    box('moov', box('mvhd', Buffer.alloc(100)), box('trak', box('tkhd', track))),
    box('mdat', Buffer.alloc(64, 7)),
  );
}

/** A PDF of one empty page; `objects` are added to it as they are. */
export function pdf(...objects: (Buffer | string)[]): Buffer {
  return join(
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n',
    ...objects.flatMap((object, at) => [`${at + 4} 0 obj\n`, object, '\nendobj\n']),
    'trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n',
  );
}

/** An object stream with a packed content. */
export function objectStream(content: string | Buffer, type = 'ObjStm'): Buffer {
  const packed = deflateSync(content);
  return join(
    `<< /Type /${type} /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    packed,
    '\nendstream',
  );
}

/** A ZIP of one stored file. */
export function zip(): Buffer {
  const local = join('PK\x03\x04', Buffer.alloc(26), '');
  const end = join('PK\x05\x06', Buffer.alloc(18));
  return join(local, end);
}

/** One good file of each type. */
export const GOOD: Readonly<Record<string, Buffer>> = {
  'image/jpeg': jpeg(),
  'image/png': png(),
  'image/webp': webp(),
  'image/heic': heic(),
  'application/pdf': pdf(),
  'video/mp4': mp4(),
};
