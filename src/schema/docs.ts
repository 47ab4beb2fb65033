import { parse } from 'graphql';
import { type Scope, SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS } from '../kernel/access.ts';
import { fault } from '../kernel/faults.ts';
import { EXCLUSIVE, ROLES, type Role, SCOPES_OF_ROLE } from '../kernel/roles.ts';
import { readGovernance } from './governance.ts';

/** The tables that pages show and the source says: by page, by the name that its markers have. */
export const TABLES: Readonly<Record<string, Readonly<Record<string, (apiSdl: string) => string>>>> = {
  'docs/ownership-and-lineage.md': { ownership: ownershipTable },
  'docs/security.md': { scopes: scopesTable, roles: rolesTable, exclusive: exclusionsTable },
};

const ON_CHANGE: Readonly<Record<string, string>> = {
  REVERIFY: 'the verification has to be done again',
  KEEP: 'the verification stays',
};

/** The governance matrix of an API as a Markdown table, one row per field with an owner. */
export function ownershipTable(apiSdl: string): string {
  const rows = [...readGovernance(parse(apiSdl))].flatMap(([coordinate, { owners, onChange }]) =>
    owners && onChange ? [[`\`${coordinate}\``, owners.join(', '), ON_CHANGE[onChange] ?? onChange]] : [],
  );
  return tableOf(['field', 'owners, first in precedence first', 'when a value is corrected'], rows);
}

function scopesTable(): string {
  const kindsOf = (scope: Scope): string => SYSTEM_KINDS.filter((kind) => SCOPES_OF_KIND[kind].has(scope)).join(', ');
  const rows = Object.entries(SCOPES).map(([scope, meaning]) => [`\`${scope}\``, meaning, kindsOf(scope as Scope)]);
  return tableOf(['scope', 'lets its holder', 'kinds that may hold it'], rows);
}

function rolesTable(): string {
  const scopesOf = (role: Role): string => Array.from(SCOPES_OF_ROLE[role], (scope) => `\`${scope}\``).join(' ');
  const rows = Object.entries(ROLES).map(([role, does]) => [`\`role:${role}\``, does, scopesOf(role as Role)]);
  return tableOf(['role', 'what it is for', 'scopes'], rows);
}

function exclusionsTable(): string {
  return tableOf(
    ['one token does not hold', 'and', 'because'],
    EXCLUSIVE.map(({ roles: [one, other], reason }) => [`\`role:${one}\``, `\`role:${other}\``, reason]),
  );
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** `text` with the table between its two markers replaced. Throws CONFIGURATION when a marker is missing. */
export function fillTable(text: string, name: string, table: string): string {
  const [begins, ends] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const begin = text.indexOf(begins);
  const end = text.indexOf(ends, begin);
  if (begin < 0 || end < 0) {
    throw fault({ code: 'CONFIGURATION', public: `The lines ${begins} and ${ends} are expected in the page.` });
  }
  return `${text.slice(0, begin + begins.length)}\n${table}\n${text.slice(end)}`;
}
