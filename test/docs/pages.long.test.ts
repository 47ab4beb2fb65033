import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHub, createHub } from '../support/hub.ts';
import { type Command, commandsOf, listPages } from './blocks.ts';
import { isShown, outputsOf, scriptOf } from './script.ts';

const TIMEOUT_MS = 120_000;

/** The pages that have commands, as a newcomer goes through them: the README, then its list from top to bottom. */
const pages = [...new Set(['README.md', ...listedInReadme(), ...listPages()])].filter(
  (page) => commandsOf(page).length > 0,
);

function listedInReadme(): string[] {
  const [, list = ''] = readFileSync('README.md', 'utf8').split('\n## Read on\n');
  return [...list.matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, page = '']) => page);
}

let hub: TestHub;
beforeAll(async () => {
  hub = await createHub({ env: { JOURNEYS: 'true' } });
});
afterAll(() => hub[Symbol.asyncDispose]());

// One hub for all of them, one after another: no page is in the way of another.
test.each(pages)('every command of %s works, and prints what the page shows', { timeout: TIMEOUT_MS }, async (page) => {
  const commands = commandsOf(page);
  const outputs = await run(commands);
  for (const [index, { block, expected }] of commands.entries()) {
    if (expected === undefined || isShown(expected, outputs[index]!)) continue;
    // Only for its message: shows both.
    expect(outputs[index], `what the command in line ${block.line} prints`).toBe(expected);
  }
});

/** Runs the commands in one shell, against the hub as if it listened on the port that pages name. */
async function run(commands: readonly Command[]): Promise<string[]> {
  const { host, port } = new URL(hub.url);
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: port,
    DATA_DIR: hub.config.dataDir,
    DATABASE_URL: hub.database.url,
  };
  const shell = spawn('bash', ['-s'], { env, timeout: TIMEOUT_MS });
  shell.stdin.end(scriptOf(commands).replaceAll('127.0.0.1:4000', host));
  const [stdout, stderr, code] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    new Promise((resolve) => shell.once('close', resolve)),
  ]);
  expect({ code, stderr: code === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ code: 0, stderr: '' });
  return outputsOf(stdout);
}
