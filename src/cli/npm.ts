import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { alive, commandLine } from '../local/postgres/process.ts';

const run = promisify(execFile);
const LOOK_EVERY_MS = 250;
/** npm, the shell that it starts, and this process. */
const GENERATIONS = 2;

/**
 * Calls `gone` once when the npm that started this process has ended without a word, as after a kill -9. What it started
 * would go on with nobody to stop it, and hold the port that the next `npm start` needs.
 */
export async function whenNpmIsGone(gone: () => void): Promise<void> {
  const npm = await findNpm();
  if (npm === undefined) return;
  const look = async (): Promise<void> => {
    if (await isThere(npm)) setTimeout(() => void look(), LOOK_EVERY_MS).unref();
    else gone();
  };
  await look();
}

/** One that ended stays as a number until its parent has asked how. Linux tells that apart at no cost. */
async function isThere(pid: number): Promise<boolean> {
  return alive(pid) && (process.platform !== 'linux' || Boolean(await commandLine(pid)));
}

/** The process id of the npm that started this process, if one did. */
async function findNpm(): Promise<number | undefined> {
  if (!process.env['npm_lifecycle_event']) return undefined;
  let pid: number | undefined = process.ppid;
  for (let generation = 0; pid && generation < GENERATIONS; generation++) {
    if (/^npm |\bnpm-cli\.js\b/.test((await commandLine(pid)) ?? '')) return pid;
    pid = await parentOf(pid);
  }
  return undefined;
}

async function parentOf(pid: number): Promise<number | undefined> {
  try {
    if (process.platform !== 'linux') return Number((await run('ps', ['-o', 'ppid=', '-p', String(pid)])).stdout);
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
