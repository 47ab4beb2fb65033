import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MasterKey } from '../../src/kernel/master-keys.ts';
import { type Vault, canonicalJson, createVault } from '../../src/kernel/vault.ts';

const key = (id: string): MasterKey => ({ id, bytes: randomBytes(32) });
const blind = key('blind');
const wrapping = key('first');
const vault = createVault({ wrapping: [wrapping], blind });

const owner = fc.uuid();
const label = fc.string({ unit: 'grapheme', maxLength: 20 });
/** What JSON can hold: what comes back is what went in. */
const value = fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.parse(JSON.stringify(json)) as unknown);
const refused = expect.objectContaining({ code: 'INTERNAL', public: 'Internal error.' });

describe('what is sealed', () => {
  test('opens again, with the key that was made or the one from its wrapped form', () => {
    fc.assert(
      fc.property(owner, label, value, (id, name, json) => {
        const { key: made, wrapped } = vault.createKey(id);
        const sealed = vault.seal(made, name, json);
        expect(vault.open(made, name, sealed)).toEqual(json);
        expect(vault.open(vault.openKey(id, wrapped), name, sealed)).toEqual(json);
      }),
    );
  });

  test('is never the same twice, and shows nothing of the value', () => {
    const { key: made } = vault.createKey('o');
    const sealed = Array.from({ length: 50 }, () => vault.seal(made, 'name', 'Ada Lovelace').toString('latin1'));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.some((text) => text.includes('Ada') || text.includes('Lovelace'))).toBe(false);
  });

  test('does not open when one bit is another, or when it is cut or longer', () => {
    const { key: made } = vault.createKey('o');
    const sealed = vault.seal(made, 'name', { given: 'Ada' });
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => vault.open(made, 'name', changed)).toThrow(refused);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => vault.open(made, 'name', sealed.subarray(0, length))).toThrow(refused);
    }
    expect(() => vault.open(made, 'name', Buffer.concat([sealed, Buffer.of(0)]))).toThrow(refused);
  });

  test('does not open under another label, for another owner, or with another key', () => {
    fc.assert(
      fc.property(owner, owner, label, label, value, (id, otherId, name, otherName, json) => {
        const { key: made, wrapped } = vault.createKey(id);
        const sealed = vault.seal(made, name, json);
        if (name !== otherName) expect(() => vault.open(made, otherName, sealed)).toThrow(refused);
        expect(() => vault.open(vault.createKey(id).key, name, sealed)).toThrow(refused);
        if (id === otherId) return;
        expect(() => vault.open({ ...made, ownerId: otherId }, name, sealed)).toThrow(refused);
        expect(() => vault.openKey(otherId, wrapped)).toThrow(refused);
      }),
    );
  });
});

describe('a wrapped key', () => {
  test('does not open when one bit is another, or when it is cut', () => {
    const { wrapped } = vault.createKey('o');
    for (let bit = 0; bit < 8 * wrapped.length; bit++) {
      const changed = Buffer.from(wrapped);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => vault.openKey('o', changed)).toThrow(refused);
    }
    for (let length = 0; length < wrapped.length; length++) {
      expect(() => vault.openKey('o', wrapped.subarray(0, length))).toThrow(refused);
    }
  });

  test('opens after its wrapping key was replaced, as long as that is kept; new keys are wrapped by the new one', () => {
    const newer = key('second');
    const rotated = createVault({ wrapping: [newer, wrapping], blind });
    const onlyNew = createVault({ wrapping: [newer], blind });
    const old = vault.createKey('o');
    const sealed = vault.seal(old.key, 'name', 'Ada');
    expect(rotated.open(rotated.openKey('o', old.wrapped), 'name', sealed)).toBe('Ada');
    expect(() => onlyNew.openKey('o', old.wrapped)).toThrow(refused);
    const fresh = rotated.createKey('o');
    expect(onlyNew.openKey('o', fresh.wrapped).ownerId).toBe('o');
    expect(() => vault.openKey('o', fresh.wrapped)).toThrow(refused);
  });

  test('by a key of the same name and other bytes does not open', () => {
    const imposter = createVault({ wrapping: [key('first')], blind });
    expect(() => imposter.openKey('o', vault.createKey('o').wrapped)).toThrow(refused);
  });
});

describe('a blind index', () => {
  test('is the same for equal values of one field, in every process with the same key', () => {
    const again = createVault({ wrapping: [key('any')], blind });
    fc.assert(
      fc.property(label, fc.string(), (field, text) => {
        expect(again.blind(field, text)).toBe(vault.blind(field, text));
      }),
    );
    const fixed = createVault({ wrapping: [wrapping], blind: { id: 'b', bytes: Buffer.alloc(32, 7) } });
    expect(fixed.blind('email', 'ada@example.com')).toBe('ee85aeb7-9038-8bcb-3fd8-1260e606e51b');
  });

  test('is another for other values, fields and keys', () => {
    fc.assert(
      fc.property(label, label, fc.string(), fc.string(), (field, otherField, text, otherText) => {
        if (text !== otherText) expect(vault.blind(field, text)).not.toBe(vault.blind(field, otherText));
        if (field !== otherField) expect(vault.blind(field, text)).not.toBe(vault.blind(otherField, text));
      }),
    );
    expect(createVault({ wrapping: [wrapping], blind: key('blind') }).blind('email', 'a')).not.toBe(
      vault.blind('email', 'a'),
    );
    expect(createVault({ wrapping: [wrapping], blind: { ...blind, id: 'newer' } }).blind('email', 'a')).not.toBe(
      vault.blind('email', 'a'),
    );
  });

  test('has the form of a UUID, and is no fingerprint', () => {
    expect(vault.blind('email', 'a')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(vault.blind('fingerprint', '"a"').replaceAll('-', '')).not.toBe(vault.fingerprint('a').toString('hex'));
  });
});

describe('canonical JSON', () => {
  /** The same value, with the members of every object in another order. */
  const shuffled = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(shuffled);
    if (typeof json !== 'object' || json === null) return json;
    return Object.fromEntries(
      Object.entries(json)
        .toReversed()
        .map(([name, member]) => [name, shuffled(member)]),
    );
  };

  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(value, (json) => {
        expect(JSON.parse(canonicalJson(json))).toEqual(json);
      }),
    );
  });

  test('is one text for equal values, and another for others', () => {
    fc.assert(
      fc.property(value, (json) => {
        expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json));
      }),
    );
    fc.assert(
      fc.property(value, value, (one, other) => {
        const equal = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(equal);
        expect(vault.fingerprint(one).equals(vault.fingerprint(other))).toBe(equal);
      }),
    );
  });

  test('leaves away what is undefined, and writes moments as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1, null], at: new Date(0) })).toBe(
      '{"a":[null,1,null],"at":"1970-01-01T00:00:00.000Z"}',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  test('sorts members by their UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\u{1f600}': 'Smiley',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    expect(Object.values(JSON.parse(canonicalJson({ x: example })).x)).toHaveLength(7);
    expect([...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map(([, word]) => word)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'o',
      'Euro Sign',
      'Smiley',
      'Dalet',
    ]);
  });
});

/** By another way than the code under test. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  const names = Object.keys(json).toSorted();
  return names.map((name) => [name, sorted((json as Record<string, unknown>)[name])]).concat([['object', true]]);
}

describe('master keys', () => {
  test.each([
    ['none', []],
    ['two of one name', [key('same'), key('same')]],
    ['one without a name', [key('')]],
    ['one whose name is too long', [key('x'.repeat(17))]],
    ['one whose name has other characters', [key('käse')]],
  ])('that cannot be told apart are refused: %s', (_what, keys) => {
    expect(() => createVault({ wrapping: keys, blind })).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }));
  });
});

test('no error tells a key or a value', () => {
  const secret = 'Ada Lovelace';
  const { key: made, wrapped } = vault.createKey('o');
  const sealed = vault.seal(made, 'name', secret);
  const broken = Buffer.from(sealed);
  broken[20]! ^= 1;
  const attempts: ((one: Vault) => unknown)[] = [
    (one) => one.open(made, 'name', broken),
    (one) => one.open(made, 'other', sealed),
    (one) => one.openKey('o', broken),
    (one) => one.openKey('other', wrapped),
  ];
  for (const attempt of attempts) {
    try {
      attempt(vault);
      expect.unreachable();
    } catch (error) {
      const told = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
      for (const bytes of [wrapping.bytes, blind.bytes]) {
        expect(told).not.toContain(bytes.toString('hex').slice(0, 16));
        expect(told).not.toContain(bytes.toString('base64').slice(0, 12));
      }
      expect(told).not.toContain('Ada');
    }
  }
});
