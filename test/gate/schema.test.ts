import {
  type GraphQLNamedType,
  Kind,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import type { DataClass } from '../../src/kernel/data-classes.ts';
import { CLASS_OF_FIELD } from '../../src/subgraphs/person/subjects.ts';
import { FIELD_NAMES } from '../../src/subgraphs/person/fields.ts';
import { readText } from '../architecture/sources.ts';
import { api } from '../permissions/schema.ts';
import { OPEN } from './open.ts';

/** What `@dataClass` says, by type and by schema coordinate. */
const marks = new Map<string, DataClass[]>();
for (const name of ['person', 'verification', 'decision', 'consent']) {
  for (const type of parse(readText(`schema/${name}.graphql`)).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const node of [type, ...(type.fields ?? [])]) {
      const directive = node.directives?.find((one) => one.name.value === 'dataClass');
      const value = directive?.arguments?.[0]?.value;
      if (value?.kind !== Kind.LIST) continue;
      const classes = value.values.map((one) => (one.kind === Kind.ENUM ? (one.value as DataClass) : 'IDENTITY'));
      marks.set(node === type ? type.name.value : `${type.name.value}.${node.name.value}`, classes);
    }
  }
}

test('what may be kept back may be null', () => {
  const wrong: string[] = [];
  for (const type of Object.values(api.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const isOwn = marks.has(coordinate);
      // Of a list of things that are kept back one by one, those are left out.
      const isThing =
        marks.has(getNamedType(field.type).name) &&
        !isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
      if ((isOwn || isThing) && isNonNullType(field.type)) wrong.push(coordinate);
    }
  }
  expect(wrong).toEqual([]);
});

test('the history of a field is of the class of the field', () => {
  const said = Object.entries(FIELD_NAMES).map(([field, name]) => [field, marks.get(`Person.${name}`)]);
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(Object.entries(CLASS_OF_FIELD).map(([field, dataClass]) => [field, [dataClass]])),
  );
});

test('whatever can be read without a purpose is named as such, and nothing else is', () => {
  const found: Record<string, string[]> = {};
  const seen = new Set<string>();
  const visit = (type: GraphQLNamedType): void => {
    if (seen.has(type.name) || marks.has(type.name)) return;
    seen.add(type.name);
    if (isUnionType(type)) type.getTypes().forEach(visit);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (marks.has(`${type.name}.${field.name}`)) continue;
      const target = getNamedType(field.type);
      if (isLeafType(target)) (found[type.name] ??= []).push(field.name);
      else visit(target);
    }
  };
  [api.getQueryType()!, api.getMutationType()!, api.getSubscriptionType()!].forEach(visit);
  const told = Object.fromEntries(Object.entries(found).map(([type, fields]) => [type, fields.toSorted().join(' ')]));
  expect(told).toEqual(OPEN);
});

test('what one may not ask takes nothing else of the answer away', () => {
  const fields = Object.values(api.getQueryType()!.getFields());
  expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});
