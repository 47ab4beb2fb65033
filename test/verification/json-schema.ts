type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Schema = { readonly [keyword: string]: any };

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  // As in the standard's own examples: seconds may be left away.
  'date-time': (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
};

/**
 * Whether a value is valid by a JSON schema (draft 2020-12), as far as OpenID Identity Assurance uses its keywords. An
 * unknown keyword throws, so that none is passed over.
 */
export function createValidator(documents: readonly Schema[]): (value: unknown, ref: string) => boolean {
  const byId = new Map(documents.map((document) => [document['$id'] as string, document]));
  const find = (ref: string, from: string): { schema: Schema; base: string } => {
    const [id = '', pointer = ''] = ref.split('#');
    const base = id || from;
    let schema: Schema = byId.get(base)!;
    for (const name of pointer.split('/').filter((part) => part !== '')) schema = schema[name];
    return { schema, base };
  };
  const check = (value: Json, schema: Schema | boolean, base: string): boolean => {
    if (typeof schema === 'boolean') return schema;
    const every = (list: Schema[]) => list.map((one) => check(value, one, base));
    return Object.entries(schema).every(([keyword, rule]) => {
      switch (keyword) {
        case '$id':
        case '$schema':
        case '$defs':
        case 'then':
        case 'else':
          return true;
        case '$ref': {
          const target = find(rule, base);
          return check(value, target.schema, target.base);
        }
        case 'type':
          return [rule].flat().includes(typeOf(value));
        case 'enum':
          return rule.includes(value);
        case 'const':
          return value === rule;
        case 'pattern':
          return typeof value !== 'string' || new RegExp(rule).test(value);
        case 'format':
          return typeof value !== 'string' || FORMATS[rule]!(value);
        case 'not':
          return !check(value, rule, base);
        case 'allOf':
          return every(rule).every(Boolean);
        case 'anyOf':
          return every(rule).some(Boolean);
        case 'oneOf':
          return every(rule).filter(Boolean).length === 1;
        case 'if':
          return check(value, (check(value, rule, base) ? schema['then'] : schema['else']) ?? true, base);
        case 'required':
          return !isObject(value) || rule.every((name: string) => Object.hasOwn(value, name));
        case 'minProperties':
          return !isObject(value) || Object.keys(value).length >= rule;
        case 'properties':
          return (
            !isObject(value) || Object.entries(value).every(([name, member]) => check(member, rule[name] ?? true, base))
          );
        case 'additionalProperties':
          return (
            !isObject(value) ||
            Object.entries(value).every(([name, member]) => name in schema['properties'] || check(member, rule, base))
          );
        case 'items':
          return !Array.isArray(value) || value.every((item) => check(item, rule, base));
        case 'minItems':
          return !Array.isArray(value) || value.length >= rule;
        case 'uniqueItems':
          return !Array.isArray(value) || new Set(value.map((item) => JSON.stringify(item))).size === value.length;
        default:
          throw new Error(`unknown keyword ${keyword}`);
      }
    });
  };
  return (value, ref) => {
    const { schema, base } = find(ref, '');
    return check(value as Json, schema, base);
  };
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: Json): value is { [name: string]: Json } {
  return typeOf(value) === 'object';
}
