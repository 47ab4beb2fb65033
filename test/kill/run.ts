/**
 * The kill test: `npm run test:kill -- [--rounds <n>] [--seed <n>]`.
 * Real hubs and a real PostgreSQL are ended with SIGKILL at random moments under load; then everything that was
 * acknowledged, every event and every subscriber is looked at. Exit code 1 when anything is missing.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { checkLines, holds } from './checks/report.ts';
import { createRandom } from './random.ts';
import { type Result, type Scenario, play } from './scenario.ts';
import { ONE_HUB, TWO_HUBS } from './strikes.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '14' }, seed: { type: 'string' } } });
const rounds = Number(values.rounds);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 2 || !Number.isInteger(seed) || seed < 0) {
  process.stderr.write('Usage: npm run test:kill -- [--rounds <2 or more>] [--seed <whole number>]\n');
  process.exit(2);
}

const from = performance.now();
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const clock = (line: string): void => say(`[${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s] ${line}`);
say(`Seed ${seed}, ${rounds} rounds.`);

const random = createRandom(seed);
const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupt.abort());
const parts: readonly Scenario[] = [
  {
    name: 'One hub',
    hubs: 1,
    strikes: ONE_HUB,
    rounds: Math.ceil(rounds / 2),
    random: random.fork('one'),
    say: clock,
    signal: interrupt.signal,
  },
  {
    name: 'Two hubs',
    hubs: 2,
    strikes: TWO_HUBS,
    rounds: Math.floor(rounds / 2),
    random: random.fork('two'),
    say: clock,
    signal: interrupt.signal,
  },
];
let passed = 0;
let failed = 0;
for (const part of parts) {
  const result = await play(part).catch((error: Error) => error);
  if (result instanceof Error) {
    say(`\n${part.name} could not be played: ${result.message}\n`);
    failed += 1;
    continue;
  }
  say(`\n${part.name}:\n${summary(result).join('\n')}\n`);
  const good = result.checks.filter(holds).length;
  passed += good;
  failed += result.checks.length - good;
}
say(`${passed} passed, ${failed} failed, in ${((performance.now() - from) / 1000).toFixed(0)} s`);
if (failed > 0) say(`Seed ${seed}: npm run test:kill -- --rounds ${rounds} --seed ${seed}`);
process.exit(failed > 0 ? 1 : 0);

function summary({ checks, counts, recoveries }: Result): string[] {
  const times = Map.groupBy(recoveries, ({ strike }) => strike);
  return [
    `  ${counts.writes} writes in ${counts.attempts} attempts (${counts.unanswered} unanswered, ${counts.refused} told UNAVAILABLE, ` +
      `${counts.repeated} asked again), ${counts.events} events, slowest answer ${(counts.slowestMs / 1000).toFixed(1)} s`,
    ...[...times].map(([strike, all]) => {
      const ms = all.map((one) => one.ms);
      return `  ${strike}: ${ms.length} times, writes again after at most ${(Math.max(...ms) / 1000).toFixed(1)} s`;
    }),
    ...checkLines(checks),
  ];
}
