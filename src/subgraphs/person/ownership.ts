import { type ASTNode, type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';
import type { SystemKind } from '../../kernel/access.ts';
import { fault } from '../../kernel/faults.ts';
import { placeIn } from '../../kernel/sdl.ts';
import { FIELD_NAMES, PERSON_FIELDS, type PersonField } from './fields.ts';

/** What a corrected value does to a verification that used the old one. */
export type OnChange = 'REVERIFY' | 'KEEP';

/** One row of the governance matrix. */
export interface FieldOwnership {
  field: PersonField;
  /** The name in GraphQL. */
  name: string;
  /** First in precedence first. */
  owners: readonly SystemKind[];
  onChange: OnChange;
}

/** Who owns which field. */
export type Ownership = Readonly<Record<PersonField, FieldOwnership>>;

/** Reads the matrix from `@owned` on the fields of `Person`. The schema is its only home. Throws CONFIGURATION where a field has none. */
export function readOwnership(sdl: DocumentNode): Ownership {
  const person = sdl.definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Person',
  );
  if (person?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw misdeclared(sdl, 'there is no type Person');
  const rows = PERSON_FIELDS.map((field) => {
    const name = FIELD_NAMES[field];
    const definition = person.fields?.find((candidate) => candidate.name.value === name);
    const owned = definition?.directives?.find((directive) => directive.name.value === 'owned');
    if (!owned) throw misdeclared(definition ?? person, `Person.${name} has no @owned`);
    const { by, onChange = 'KEEP' } = argumentsOf(owned) as { by: SystemKind[]; onChange?: OnChange };
    return [field, { field, name, owners: by, onChange }] as const;
  });
  return Object.fromEntries(rows) as unknown as Ownership;
}

function misdeclared(node: ASTNode, why: string): Error {
  return fault({ code: 'CONFIGURATION', public: `${placeIn('person', node)}: ${why}.` });
}

function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

/** A field that a kind of system tried to write without owning it. */
export interface NotOwned {
  field: string;
  owners: SystemKind[];
}

/**
 * What of a write the kind does not own. `written` are the fields that the input names, empty ones too; each kind's
 * extensions belong to that kind alone.
 */
export function notOwned(
  ownership: Ownership,
  kind: SystemKind,
  written: readonly PersonField[],
  extensionNames: readonly string[],
): NotOwned[] {
  const refused: NotOwned[] = [];
  for (const field of written) {
    const { name, owners } = ownership[field];
    if (!owners.includes(kind)) refused.push({ field: name, owners: [...owners] });
  }
  for (const name of extensionNames) {
    if (name !== kind.toLowerCase()) {
      const owner = ownership.EXTENSIONS.owners.filter((candidate) => candidate.toLowerCase() === name);
      refused.push({ field: `extensions.${name}`, owners: owner });
    }
  }
  return refused;
}
