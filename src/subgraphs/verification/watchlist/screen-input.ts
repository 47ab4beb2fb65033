import { demand } from '../../../kernel/actor.ts';
import { fault } from '../../../kernel/faults.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { cleanList, requiredText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import type { ScreenInput, Screening } from '../schema.generated.ts';
import { readIsoBirth } from './births.ts';
import { readCountry } from './countries.ts';
import { versionOf } from './read.ts';
import { screen } from './screen.ts';

/** Looks for somebody on all watch lists in use. Throws BAD_REQUEST with what was expected. */
export async function screenInput(context: Context, input: ScreenInput): Promise<Screening> {
  demand(context.actor, 'verification:read');
  demand(context.actor, 'watchlist:search');
  const problems = new Problems();
  const texts = (path: 'names' | 'identifiers'): string[] =>
    cleanList(problems, path, input[path], (text, at) => requiredText(problems, at, text));
  const names = texts('names');
  const identifiers = texts('identifiers');
  if (input.names.length === 0) problems.add('names', 'Expected at least one name.');
  const { birthDate } = input;
  if (birthDate != null && !(/^[\d-]+$/.test(birthDate) && readIsoBirth(birthDate))) {
    problems.add('birthDate', 'Expected a date such as 1964-08-12, 1964-08 or 1964.');
  }
  const countries = cleanList(
    problems,
    'countries',
    input.countries,
    (text, at) =>
      readCountry(text) ?? problems.add(at, 'Expected a country: an ISO 3166-1 code such as CH, or its English name.'),
  );
  const [problem] = problems.list;
  if (problem) throw fault({ code: 'BAD_REQUEST', public: `input.${problem.path}: ${problem.message}` });

  const [name, ...otherNames] = names.map((full) => ({ full }));
  const { versions, hits } = await screen(context, {
    ...(name ? { name } : {}),
    otherNames,
    ...(birthDate == null ? {} : { birthDate }),
    nationalities: countries,
    identifiers: identifiers.map((value) => ({ type: 'OTHER', value })),
  });
  return {
    versions: versions.map(versionOf),
    hits: hits.map(({ list, reasons, ...hit }) => ({
      ...hit,
      watchlist: list,
      reasonCodes: [...reasons],
      programs: [...hit.programs],
    })),
  };
}
