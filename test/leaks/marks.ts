import { createHash } from 'node:crypto';

/** Values that stand nowhere else, one for each place in which somebody may write something about a person. */
export class Marks {
  readonly #byPlace = new Map<string, string>();

  /** Text of letters alone, so that it may be a name. */
  text(place: string): string {
    const letters = [...createHash('sha256').update(place).digest()].map((byte) =>
      String.fromCharCode(97 + (byte % 26)),
    );
    return this.own(place, `Q${letters.slice(0, 14).join('')}`);
  }

  /** A value of a form of its own, such as a date. */
  own(place: string, value: string): string {
    this.#byPlace.set(place, value);
    return value;
  }

  get places(): ReadonlyMap<string, string> {
    return this.#byPlace;
  }
}

/** The forms in which a value may lie about: as it is, encoded, and digested. In lower case. */
export function formsOf(value: string): Map<string, string> {
  const forms = new Map<string, string>();
  for (const variant of new Set([value, value.toLowerCase(), value.toUpperCase()])) {
    const bytes = Buffer.from(variant, 'utf8');
    forms.set(bytes.toString('hex'), 'hex');
    forms.set(encodeURIComponent(variant).toLowerCase(), 'URL-encoded');
    forms.set(variant.toLowerCase(), 'plain');
    for (let shift = 0; shift < 3; shift++) {
      // Wherever it stands in what was encoded: without the characters that its neighbours have a part in.
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      const own = encoded.slice(
        Math.ceil((shift * 4) / 3),
        encoded.length - ((shift + bytes.length) % 3 === 0 ? 0 : 1),
      );
      forms.set(own.toLowerCase(), 'base64');
      forms.set(own.replaceAll('+', '-').replaceAll('/', '_').toLowerCase(), 'base64url');
    }
    for (const algorithm of ['sha256', 'md5'] as const) {
      const digest = createHash(algorithm).update(bytes).digest();
      forms.set(digest.toString('hex'), algorithm);
      forms.set(digest.toString('base64').replace(/=+$/, '').toLowerCase(), `${algorithm} in base64`);
    }
  }
  return forms;
}

/** Where marks are found in a text, as `place (form)`. */
export function findMarks(marks: Marks, text: string): string[] {
  const lower = text.toLowerCase();
  return [...marks.places].flatMap(([place, value]) =>
    [...formsOf(value)].filter(([form]) => lower.includes(form)).map(([, name]) => `${place} (${name})`),
  );
}
