/** Words of addresses and how they are abbreviated (after USPS Publication 28 C1 and Australia Post's street types). */
const WORDS: Readonly<Record<string, string>> = {
  street: 'st str strasse', road: 'rd', avenue: 'ave av', lane: 'ln', drive: 'dr drv', court: 'ct crt', place: 'pl',
  crescent: 'cr cres crs', circuit: 'cct cir circ', boulevard: 'blvd boul', highway: 'hwy', terrace: 'tce ter terr',
  square: 'sq', parade: 'pde', grove: 'gr gve', close: 'cl', parkway: 'pkwy', esplanade: 'esp', alley: 'aly',
  mount: 'mt', saint: 'snt', apartments: 'apts', village: 'vlge vlg', north: 'n', south: 's', east: 'e', west: 'w',
  northeast: 'ne', northwest: 'nw', southeast: 'se', southwest: 'sw', point: 'pt', ulitsa: 'ul',
}; // prettier-ignore

const STREET_TYPES: ReadonlySet<string> = new Set(
  'street road avenue lane drive court place crescent circuit boulevard highway terrace square parade grove close parkway esplanade alley way walk rise loop mews gardens view circle ulitsa jalan gasse weg platz'.split(
    ' ',
  ),
);
const DIRECTIONS: ReadonlySet<string> = new Set(
  'north south east west northeast northwest southeast southwest'.split(' '),
);
const UNIT_WORDS: ReadonlySet<string> = new Set(
  'unit apt apartment appt apmnt flat suite ste level lvl floor fl room rm bld bldg building no'.split(' '),
);

const longForms = new Map<string, string>();
for (const [long, shorts] of Object.entries(WORDS)) for (const short of shorts.split(' ')) longForms.set(short, long);

/** The long form of a word of an address: `st` → `street`. German compounds too: `hardenbergstr` → `hardenbergstreet`. */
export function longForm(word: string): string {
  const long = longForms.get(word);
  if (long !== undefined) return long;
  return word.endsWith('str') || word.endsWith('strasse') ? word.replace(/(?<=..)(strasse|str)$/, 'street') : word;
}

/** Whether a word, in its long form, ends the name of a street. */
export function isStreetType(word: string): boolean {
  return STREET_TYPES.has(word) || (word.length > 8 && word.endsWith('street'));
}

/** Whether a word, in its long form, is a direction. */
export function isDirection(word: string): boolean {
  return DIRECTIONS.has(word);
}

/** Whether a word names a part of a house; its number follows. */
export function isUnitWord(word: string): boolean {
  return UNIT_WORDS.has(word);
}
