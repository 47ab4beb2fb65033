import { expect, test } from 'vitest';
import { countFrequencies, prepare } from '../../src/resolution/score/frequencies.ts';
import { initialModel } from '../../src/resolution/score/model.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';

const named = (given: string, family: string) => standardise({ name: { full: `${given} ${family}`, given, family } });
const nobody = { pairs: new Uint32Array(0), chances: new Float64Array(0) };
const raritiesOf = (records: ReturnType<typeof named>[]): number[] => {
  const frequencies = countFrequencies(records, nobody, initialModel().u);
  return records.map((record) => prepare(record, frequencies).names[0]!.family!.rarity);
};

test('a value that many people have is less rare than one that one has', () => {
  const smiths = Array.from({ length: 40 }, (_, index) => named(`Ada${index}`, 'Smith'));
  const [smith, ...rest] = raritiesOf([...smiths, named('Ada', 'Kowalczyk')]);
  expect(smith).toBeGreaterThan(rest.at(-1)!);
});

test('a value that is called like a property of every object is as rare as any', () => {
  const families = ['constructor', 'kowalczyk'];
  const rarities = raritiesOf(families.map((family) => named('Ada', family)));
  expect(new Set(rarities).size).toBe(1);
  expect(rarities[0]).toBeLessThan(0);
});
