/** A row whose content retention may have taken: left away or null while it is there. */
export interface MayBeGone {
  goneAt?: Date | null;
  /** The version of the policy under which it went. */
  goneUnder?: number | null;
}

/** When the content of a row went, and under what; null while it is there. */
export function goneOf({ goneAt, goneUnder }: MayBeGone): { at: Date; version: number } | null {
  return goneAt && goneUnder ? { at: goneAt, version: goneUnder } : null;
}
