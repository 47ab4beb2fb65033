import { describe, expect, test } from 'vitest';
import { policyOf, problemsOf, read } from './support.ts';

const FIELDS = {
  age: { type: 'number', min: 0, max: 150 },
  country: { type: 'enum', values: ['CH', 'DE'] },
  known: { type: 'boolean' },
  name: { type: 'string' },
  born: { type: 'date' },
};

/** What is said against a cell in the column of a field; undefined when nothing is. */
function against(field: string, cell: string): string | undefined {
  const content = policyOf(FIELDS, [{ id: 'r', cells: { [field]: cell } }]);
  return problemsOf(content)[`model.nodes.1.content.rules.0.i-${field}`];
}

describe('a cell', () => {
  test.each([
    ['age', '>= 18'],
    ['age', '[18..65)'],
    ['age', '$ - 2 >= 0 and not known'],
    ['age', 'not in [1, 2]'],
    ['country', '"CH", "DE"'],
    ['country', "!= 'CH'"],
    ['known', 'false'],
    ['name', 'startsWith(upper($), "A") or len($) == 0'],
    ['born', 'd($).isBefore(d("2008-01-01"))'],
    ['born', '"2000-02-29"'],
    ['age', '(('.repeat(100) + '$' + '))'.repeat(100) + ' > 1'],
  ])('of %s may be %s', (field, cell) => {
    expect(against(field, cell)).toBeUndefined();
  });

  test.each([
    ['the clock', 'born', 'd($) < d()', /Expected a date in d/],
    ['the clock by a time zone', 'born', 'd($) < d("UTC")', /Expected a date in d/],
    ['the clock by a text that may be one', 'born', 'd($) < d(name)', /Expected a date in d/],
    ['the clock by its old name', 'age', '$ < date("now")', /cannot call date/],
    ['today', 'born', 'd($).isToday()', /cannot use \.isToday/],
    ['now', 'age', '$ < now()', /cannot call now/],
    ['chance', 'age', '$ < rand(100)', /cannot call rand/],
    ['what is around the inputs', 'age', '$root.secret > 1', /no input \$root/],
    ['an input that is not declared', 'age', '$ > income', /no input income/],
    ['a loop', 'age', 'count([1..1000000], # > 1) > $', /cannot have "#"/],
    ['a template', 'name', '`${$}` == "x"', /cannot have "`"/],
    ['an object', 'age', '$ > {a: 1}', /cannot have "\{"/],
    ['a value that the input never has', 'country', '"CH", "AT"', /Expected one of CH, DE, not AT/],
    ['a number where text is', 'name', '5', /Expected texts, not 5/],
    ['text where a number is', 'age', '"5"', /Expected numbers, not 5/],
    ['a day that does not exist', 'born', '"2001-02-29"', /Expected days/],
    ['what is no condition', 'age', '$ + 1', /true or false/],
    ['what the engine cannot parse', 'age', '> 3 and', /engine cannot evaluate/],
    ['what fails for some values', 'age', '$ + name > 1', /engine cannot evaluate/],
    ['a product, which can overflow', 'age', '$ * 2 > 1', /cannot have "\*"/],
    ['a quotient', 'age', '10 / $ > 1', /cannot have "\/"/],
    ['a number that is too large', 'age', '> 1e28', /numbers up to 1e12/],
    ['a date that was moved too far', 'born', 'd($).add(1000000, "year") > d("2020-01-01")', /at most 1000/],
    ['a date that was moved by an input', 'born', 'd($).add(age, "year") > d("2020-01-01")', /at most 1000/],
    ['a secret escape', 'name', '"a\\n"', /cannot have/],
  ])('cannot read %s', (_what, field, cell, message) => {
    expect(against(field, cell)).toMatch(message);
  });
});

describe('a policy', () => {
  const good = (): any => policyOf({ age: FIELDS.age }, [{ id: 'a', cells: { age: '> 1' } }, { id: 'b' }]);

  test('is refused for anything that it has and that is not read', () => {
    expect(problemsOf({ ...good(), rollout: 10 })).toEqual({ content: 'A policy has no such member here: rollout.' });
    const content = good();
    content.model.nodes[1].content.rules[0].note = 'x';
    content.model.nodes[1].content.rules[1]._weight = '3';
    expect(problemsOf(content)).toEqual({
      'model.nodes.1.content.rules.0.note': 'There is no such column.',
      'model.nodes.1.content.rules.1._weight': 'Not known.',
    });
  });

  test.each(['functionNode', 'httpNode', 'customNode', 'expressionNode', 'decisionNode', 'switchNode'])(
    'has no %s',
    (type) => {
      const content = good();
      content.model.nodes.push({ id: 'more', name: 'More', type, content: 'export const handler = () => 1' });
      expect(problemsOf(content)).toEqual({
        'model.nodes.3.type':
          'Expected an inputNode, decisionTableNode or outputNode: nothing else, and no code, runs in a policy.',
      });
    },
  );

  test('is one way from the input to the output, through every node', () => {
    const wrong = { model: 'Expected one way through all nodes: the inputNode, one or more tables, the outputNode.' };
    const loop = good();
    loop.model.edges[1].targetId = 'table';
    const open = good();
    open.model.edges[1].targetId = 'nowhere';
    const aside = good();
    aside.model.nodes.push({ ...aside.model.nodes[2], id: 'out2' });
    for (const content of [loop, open, aside]) expect(problemsOf(content)).toEqual(wrong);
  });

  test('has each rule once, no rule that another one hides, and only declared reasons', () => {
    const content = policyOf({ age: FIELDS.age }, [
      { id: 'a' },
      { id: 'a', reasons: '"UNKNOWN"' },
      { id: 'c', reasons: '["OK", "NO"]' },
    ]);
    expect(problemsOf(content)).toEqual({
      'model.nodes.1.content.rules.0': 'It always matches, so no rule below it ever does.',
      'model.nodes.1.content.rules.1': 'It always matches, so no rule below it ever does.',
      'model.nodes.1.content.rules.1._id': 'Expected an id that no other rule of the policy has.',
      'model.nodes.1.content.rules.1.o-reasons':
        'Expected the code of a declared reason, in quotes, or a list of some.',
    });
  });

  test('names its inputs so that cells can, with ranges that something is in', () => {
    const inputs = {
      in: { type: 'boolean' },
      outcome: { type: 'boolean' },
      low: { type: 'number', min: 3, max: 2 },
      kinds: { type: 'enum', values: ['A', 'A'] },
    };
    expect(problemsOf(policyOf(inputs, [{ id: 'a' }]))).toEqual({
      'inputs.in': 'Expected another name: in a cell, this one means something else.',
      'inputs.outcome': 'Expected another name: in a cell, this one means something else.',
      'inputs.low.max': 'Expected at least as much as min.',
      'inputs.kinds.values': 'Expected each value once.',
    });
    expect(Object.keys(problemsOf(policyOf({ age: { type: 'any' } }, [{ id: 'a' }])))).toEqual(['inputs.age.type']);
    expect(Object.keys(problemsOf(policyOf({ age: { type: 'number', required: false } }, [{ id: 'a' }])))).toEqual([
      'inputs.age',
    ]);
  });

  test.each([
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['nothing', {}],
  ])('is refused as %s', (_name, content) => {
    expect(Object.keys(problemsOf(content)).length).toBeGreaterThan(0);
  });

  test('of 500 rows is looked through within a second', { timeout: 5_000 }, () => {
    const rows = Array.from({ length: 500 }, (_none, n) => ({
      id: `r${n}`,
      cells: { age: `== ${n}`, country: '"CH"' },
    }));
    const begin = performance.now();
    read(policyOf(FIELDS, rows));
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
