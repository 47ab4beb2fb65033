import type { Problems } from '../../../kernel/input/problems.ts';
import { readWordedBirth } from './births.ts';
import { readCountry } from './countries.ts';
import { type Row, pathOf, readRows } from './csv.ts';
import type { BirthRange, Entry, EntryKind } from './entry.ts';
import { comparableNumber } from './keys.ts';

// The lists of the US Office of Foreign Assets Control in their classic form: SDN.CSV, ALT.CSV and ADD.CSV have no header, and
// `-0- ` where there is nothing ("SDN Data Formats", dat_spec.txt).

const KINDS: Readonly<Record<string, EntryKind>> = {
  '': 'ORGANISATION', individual: 'PERSON', vessel: 'VESSEL', aircraft: 'AIRCRAFT',
}; // prettier-ignore
const COLUMNS = { sdn: 12, alt: 5, add: 6 } as const;
/** Behind the last row stands the end-of-file sign of DOS. */
const END_OF_FILE = '\u001a';
const NUMBER =
  /^(?:alt\. )?(?:Passport|National ID No\.|Identification Number|Cedula No\.|SSN|Tax ID No\.|D\.N\.I\.|C\.U\.R\.P\.|R\.F\.C\.|NIT #|C\.U\.I\.T\.|Driver's License No\.|Travel Document Number|Stateless Person ID Card|Residency Number|Personal ID Card|Refugee ID Card|Citizen's Card Number|Numero de Identidad|RTN|RUC #|I\.F\.E\.|N\.I\.E\.) ([^ ;]+)/;

/** Reads entries with their other names and addresses. The two files beside the entries are small and held in memory. */
export async function* readOfac(
  files: Readonly<Record<string, string>>,
  problems: Problems,
): AsyncGenerator<Entry, void> {
  const aliases = await readSide('alt', files['alt']!, problems, ([, , , name]) => name);
  const addresses = await readSide('add', files['add']!, problems, ([, , , , country]) => readCountry(country!));
  const unused = new Map([...aliases.lines, ...addresses.lines]);
  for await (const row of rowsOf('sdn', files['sdn']!, problems)) {
    const [id = '', name = '', type = '', programs = ''] = row.cells;
    const kind = KINDS[type.toLowerCase()];
    const at = pathOf('sdn', row.line);
    if (name === '') problems.add(at, 'Expected a name in the second column.');
    if (!kind) problems.add(at, 'Expected individual, vessel, aircraft or nothing in the third column.');
    const remarks = readRemarks(row.cells[11]!);
    yield {
      id,
      kind: kind ?? 'ORGANISATION',
      names: [name, ...(aliases.values.get(id) ?? [])],
      births: remarks.births,
      countries: [...new Set([...remarks.countries, ...(addresses.values.get(id) ?? [])])],
      numbers: remarks.numbers,
      programs: programs.split(/\] \[/).filter((program) => program !== ''),
    };
    unused.delete(id);
  }
  for (const [, path] of unused)
    problems.add(path, 'Expected an entry of sdn with this number: are all files of one day?');
}

/** Values beside entries, by the entry's number; and where each number stands first. */
async function readSide(
  part: 'alt' | 'add',
  file: string,
  problems: Problems,
  read: (cells: readonly string[]) => string | undefined,
): Promise<{ values: Map<string, string[]>; lines: Map<string, string> }> {
  const values = new Map<string, string[]>();
  const lines = new Map<string, string>();
  for await (const { line, cells } of rowsOf(part, file, problems)) {
    const [id] = cells as [string];
    if (!lines.has(id)) lines.set(id, pathOf(part, line));
    const value = read(cells);
    if (value) values.set(id, [...(values.get(id) ?? []), value]);
  }
  return { values, lines };
}

async function* rowsOf(part: keyof typeof COLUMNS, file: string, problems: Problems): AsyncGenerator<Row, void> {
  for await (const { line, cells } of readRows(file, part, problems)) {
    if (cells.length === 1 && cells[0] === END_OF_FILE) continue;
    if (cells.length !== COLUMNS[part]) {
      problems.add(pathOf(part, line), `Expected ${COLUMNS[part]} columns; there are ${cells.length}.`);
    } else if (!/^\d+$/.test(cells[0]!)) {
      problems.add(pathOf(part, line), 'Expected the number of an entry in the first column.');
    } else yield { line, cells: cells.map((cell) => (/^-0-? ?$/.test(cell) ? '' : cell.trim())) };
  }
}

/** What can be compared of the remarks. Names in quotes are weak ones, for which OFAC does not ask to screen. */
function readRemarks(text: string): { births: BirthRange[]; countries: string[]; numbers: string[] } {
  const births: BirthRange[] = [];
  const countries: string[] = [];
  const numbers: string[] = [];
  for (const remark of text.replace(/\.$/, '').split(/; */)) {
    const [, birth] = /^(?:alt\. )?DOB (.+)$/.exec(remark) ?? [];
    const range = birth === undefined ? undefined : readWordedBirth(birth);
    if (range) births.push(range);
    const [, place] = /^(?:alt\. )?(?:nationality|citizen|POB) (.+)$/.exec(remark) ?? [];
    const country = place === undefined ? undefined : countryOf(place);
    if (country) countries.push(country);
    const number = comparableNumber(NUMBER.exec(remark)?.[1] ?? '');
    if (number) numbers.push(number);
  }
  return { births, countries, numbers };
}

/** The country of a place: `Giza, Egypt`, `Pyongyang, Korea, North`. */
function countryOf(place: string): string | undefined {
  const parts = place.split(', ');
  return (parts.length > 1 ? readCountry(parts.slice(-2).join(', ')) : undefined) ?? readCountry(parts.at(-1)!);
}
