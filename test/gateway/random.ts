import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Arguments for the fields of the toys that need or take some, so that random operations find something. */
const TOY_ARGUMENTS: Arguments = {
  person: ['(id: "p0")', '(id: "p1")', '(id: "older1")', '(id: "p4")', '(id: "p5")', '(id: "nobody")'],
  people: ['(first: 2)', '(first: 0)', ''],
  find: ['(text: "Given1")', '(text: "nothing")'],
  verification: ['(id: "p1-v1")', '(id: "none")'],
  decision: ['(id: "p3-d1")', '(id: "zz-d1")'],
  verifications: ['(first: 1)', '', '(first: $n)'],
  emails: ['(first: 1)', ''],
};

const VARIABLES = { n: 'Int = 1', yes: 'Boolean = true', no: 'Boolean = false' };

/** Fields that cannot be asked for without more than the above. */
const LEFT_OUT = new Set(['echo', 'rulings']);

/** What a field can be asked for with, by its name. */
export type Arguments = Readonly<Record<string, readonly string[]>>;

/** Any valid query of the schema, to a depth, with aliases, fragments, conditions and all. */
export function anyQuery(schema: GraphQLSchema, depth: number, known = TOY_ARGUMENTS): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 40, maxLength: 200 }).map((numbers) => {
    const text = write(schema, depth, numbers, known);
    const variables = Object.entries(VARIABLES).filter(([name]) => text.includes(`: $${name})`));
    return `query ${variables.length > 0 ? `(${variables.map(([name, type]) => `$${name}: ${type}`).join(' ')})` : ''} ${text}`;
  });
}

function write(schema: GraphQLSchema, depth: number, numbers: readonly number[], known: Arguments): string {
  let next = 0;
  let aliases = 0;
  const pick = (count: number): number => {
    next += 1;
    return (numbers[next % numbers.length]! + next) % count;
  };

  const selection = (type: GraphQLNamedType, left: number): string => {
    const parts: string[] = [];
    if (isAbstractType(type)) {
      if (pick(2) === 0) parts.push('__typename');
      for (const member of schema.getPossibleTypes(type))
        if (pick(3) > 0) parts.push(`... on ${member.name} ${selection(member, left)}`);
    } else if (isObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => !LEFT_OUT.has(field.name) && (left > 0 || isLeafType(getNamedType(field.type))),
      );
      for (let count = 1 + pick(4); count > 0; count -= 1) {
        const field = fields[pick(fields.length || 1)];
        if (!field) continue;
        const text = fieldText(field, left);
        const wrapped = pick(6) === 0 ? `... on ${type.name} ${condition()} { ${text} }` : text;
        parts.push(wrapped);
      }
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const condition = (): string =>
    ['', '', '@include(if: $yes)', '@skip(if: $no)', '@include(if: $no)', '@skip(if: true)'][pick(6)]!;

  const fieldText = (field: GraphQLField<unknown, unknown>, left: number): string => {
    const type = getNamedType(field.type);
    const choices = (field.args.length > 0 && known[field.name]) || [''];
    // Every field under an alias of its own: the same key with other arguments would not be valid.
    aliases += 1;
    const alias = pick(3) === 0 || choices.length > 1 ? `${ALIASES[pick(ALIASES.length)]}${aliases}: ` : '';
    return `${alias}${field.name}${choices[pick(choices.length)]} ${condition()} ${isLeafType(type) ? '' : selection(type, left - 1)}`;
  };

  return selection(schema.getQueryType()!, depth);
}

const ALIASES = ['id', 'x', 'mergedIds', 'name', 'k'];
