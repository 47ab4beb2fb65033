import { readFile, readdir } from 'node:fs/promises';

/** What a process has used since it began. */
export interface Usage {
  cpuMs: number;
  rssBytes: number;
}

/** What this process has used. */
export function usageOf(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() };
}

/** Adds up what processes have used. */
export function total(usages: readonly Usage[]): Usage {
  return {
    cpuMs: usages.reduce((sum, usage) => sum + usage.cpuMs, 0),
    rssBytes: usages.reduce((sum, usage) => sum + usage.rssBytes, 0),
  };
}

/** Linux counts CPU time in ticks of this length, whatever the kernel's own (`USER_HZ`, proc(5)). */
const TICK_MS = 10;

/**
 * The CPU time that a process and its children have used, the children included that have ended: of PostgreSQL, with all
 * of its sessions. Undefined where the machine has no `/proc`.
 */
export async function familyCpuMs(pid: number): Promise<number | undefined> {
  if (!(await readStat(pid))) return undefined;
  const names = await readdir('/proc');
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => readStat(Number(name))));
  let ticks = 0;
  for (const stat of stats) if (stat && (stat.pid === pid || stat.parent === pid)) ticks += stat.own + stat.ended;
  return ticks * TICK_MS;
}

/** The process that started another one. Undefined where the machine has no `/proc`. */
export async function parentOf(pid: number): Promise<number | undefined> {
  return (await readStat(pid))?.parent;
}

/** A process in `/proc`: its own time and that of its children that have ended, in ticks. */
async function readStat(pid: number): Promise<{ pid: number; parent: number; own: number; ended: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name stands in parentheses and can hold anything, parentheses too.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number): number => Number(fields[index]);
  return { pid, parent: number(1), own: number(11) + number(12), ended: number(13) + number(14) };
}
