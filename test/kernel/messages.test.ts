import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageCounter } from '../../src/kernel/db/messages.ts';

test('messages are counted alike, wherever the stream is cut', () => {
  const message = fc.record({ type: fc.constantFrom('Z', 'D', 'C', 'S'), body: fc.uint8Array({ maxLength: 12 }) });
  fc.assert(
    fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
      const stream = Buffer.concat(
        messages.flatMap(({ type, body }) => {
          const header = Buffer.alloc(5);
          header.write(type, 'latin1');
          header.writeUInt32BE(4 + body.length, 1);
          return [header, body];
        }),
      );
      const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)).toSorted((a, b) => a - b), stream.length];
      const counter = new MessageCounter('ZS');
      const counted = places
        .slice(1)
        .reduce((sum, end, index) => sum + counter.count(stream.subarray(places[index], end)), 0);
      expect(counted).toBe(messages.filter(({ type }) => type === 'Z' || type === 'S').length);
    }),
  );
});
