import { parse } from 'graphql';
import { fault } from '../kernel/faults.ts';
import { readGovernance } from './governance.ts';

/** The page that shows who owns each field. */
export const OWNERSHIP_PAGE = 'docs/ownership-and-lineage.md';

const BEGIN = '<!-- ownership:begin -->';
const END = '<!-- ownership:end -->';

const ON_CHANGE: Readonly<Record<string, string>> = {
  REVERIFY: 'the verification has to be done again',
  KEEP: 'the verification stays',
};

/** The governance matrix of an API as a Markdown table, one row per field with an owner. */
export function ownershipTable(apiSdl: string): string {
  const rows = [...readGovernance(parse(apiSdl))].flatMap(([coordinate, { owners, onChange }]) =>
    owners && onChange ? [`| \`${coordinate}\` | ${owners.join(', ')} | ${ON_CHANGE[onChange] ?? onChange} |`] : [],
  );
  return ['| field | owners, first in precedence first | when a value is corrected |', '|---|---|---|', ...rows].join(
    '\n',
  );
}

/** `page` with the table between its two markers replaced. Throws CONFIGURATION when a marker is missing. */
export function fillOwnershipTable(page: string, apiSdl: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < 0) {
    throw fault({ code: 'CONFIGURATION', public: `${OWNERSHIP_PAGE}: the lines ${BEGIN} and ${END} are expected.` });
  }
  return `${page.slice(0, begin + BEGIN.length)}\n${ownershipTable(apiSdl)}\n${page.slice(end)}`;
}
