/** A value in comparable form, with how common it is. */
export interface Term {
  /** Letters a to z and digits only, without blanks. */
  text: string;
  /** Which letters and digits it has, as bits: two texts whose sets differ much need no closer look. */
  letters: number;
  /** log2 of the chance that another person has it too; 0 while that is unknown. */
  rarity: number;
}

/** A term without its frequency. */
export function termOf(text: string): Term {
  return { text, letters: lettersOf(text), rarity: 0 };
}

/** 26 bits for letters, five for digits. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97);
    else if (code >= 48 && code <= 57) letters |= 1 << (26 + ((code - 48) % 5));
  }
  return letters;
}
