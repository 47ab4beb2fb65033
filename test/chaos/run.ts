/**
 * The chaos test: `npm run test:chaos -- [--journeys <n>] [--seed <n>]`.
 * Journeys with vendors that fail, are slow, repeat themselves and answer out of order, while the hub and PostgreSQL are
 * ended with SIGKILL. Then every journey, decision, message and charge is looked at. Exit code 1 when anything is wrong.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { checkLines, holds } from '../kill/checks/report.ts';
import { createRandom } from '../kill/random.ts';
import { play } from './scenario.ts';

const { values } = parseArgs({ options: { journeys: { type: 'string', default: '500' }, seed: { type: 'string' } } });
const journeys = Number(values.journeys);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
if (!Number.isInteger(journeys) || journeys < 1 || !Number.isInteger(seed) || seed < 0) {
  process.stderr.write('Usage: npm run test:chaos -- [--journeys <1 or more>] [--seed <whole number>]\n');
  process.exit(2);
}

const from = performance.now();
const say = (line: string): void => {
  process.stdout.write(`[${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s] ${line}\n`);
};
say(`Seed ${seed}, ${journeys} journeys.`);
const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupt.abort());
const checks = await play({ journeys, random: createRandom(seed), say, signal: interrupt.signal });
process.stdout.write(`\n${checkLines(checks).join('\n')}\n\n`);
const failed = checks.filter((check) => !holds(check)).length;
say(`${checks.length - failed} passed, ${failed} failed`);
if (failed > 0) say(`Seed ${seed}: npm run test:chaos -- --journeys ${journeys} --seed ${seed}`);
process.exit(failed > 0 ? 1 : 0);
