import type { PersonName } from '../../../resolution/values.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanText, compact } from '../../../kernel/input/text.ts';

export type NameInput = { [Part in keyof PersonName]?: string | null };

/** Scripts that names come in (ISO 15924), with the Unicode property by which their letters are known. */
const SCRIPTS: readonly (readonly [code: string, letters: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Jpan', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['Hani', /\p{Script=Han}/u],
];

/** A name with `full` put together from the parts where it is not given, and its script. */
export function cleanName(problems: Problems, path: string, input: NameInput): PersonName | undefined {
  const before = problems.list.length;
  const [given, middle, family, prefix, suffix, full] = (
    ['given', 'middle', 'family', 'prefix', 'suffix', 'full'] as const
  ).map((part) => cleanText(problems, `${path}.${part}`, input[part]));
  const script = cleanScript(problems, `${path}.script`, input.script);
  if (problems.list.length > before) return undefined;
  const written = full ?? [prefix, given, middle, family, suffix].filter(Boolean).join(' ');
  if (!full && !given && !middle && !family) {
    return problems.add(path, 'Expected at least one of given, middle, family or full.');
  }
  if (!/[\p{L}\p{N}]/u.test(written)) return problems.add(path, 'Expected a name with at least one letter.');
  return compact<PersonName>({
    full: written,
    given,
    middle,
    family,
    prefix,
    suffix,
    script: script ?? scriptOf(written),
  });
}

function cleanScript(problems: Problems, path: string, script: string | null | undefined): string | undefined {
  if (script == null) return undefined;
  if (!/^[A-Z][a-z]{3}$/.test(script)) return problems.add(path, 'Expected an ISO 15924 code such as Latn.');
  return script;
}

/** The script of the first letter that is known. Kana tells Japanese from Chinese, so it goes first. */
function scriptOf(text: string): string | undefined {
  if (/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)) return 'Jpan';
  for (const letter of text) {
    const found = SCRIPTS.find(([, letters]) => letters.test(letter));
    if (found) return found[0];
  }
  return undefined;
}
