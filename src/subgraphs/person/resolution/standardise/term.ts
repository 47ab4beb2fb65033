/** A value in comparable form, with how common it is. */
export interface Term {
  /** Letters a to z and digits only, without blanks. */
  text: string;
  /** log2 of the chance that another person has it too; 0 while that is unknown. */
  rarity: number;
}

/** A term without its frequency. */
export function termOf(text: string): Term {
  return { text, rarity: 0 };
}
