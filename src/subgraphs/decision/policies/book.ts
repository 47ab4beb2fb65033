import type { Sql } from '../../../kernel/db.ts';
import { Problems } from '../../../kernel/input/problems.ts';
import { fault } from '../../../kernel/faults.ts';
import { type PolicyDocument, readDocument } from './document.ts';
import { compile } from './compile.ts';
import type { CompiledPolicy } from './engine.ts';
import { type Running, type VersionKey, listRunning, listVersions, nameOf } from './store.ts';

/** A policy that was read and looked through. */
export interface Policy {
  document: PolicyDocument;
  compiled: CompiledPolicy;
}

/** Reads a policy and looks it through. What is wrong goes to `problems`; the result is to be used only when there are none. */
export function readPolicy(problems: Problems, path: string, content: unknown): Policy | undefined {
  const document = readDocument(problems, path, content);
  return document && { document, compiled: compile(problems, path, document) };
}

/** A version that runs. */
export interface RunningPolicy extends Policy, VersionKey {
  digest: Buffer;
}

/** The policies that decide, ready to run. */
export interface PolicyBook {
  /** The published version of a policy, and the one that runs beside it. As they are now. */
  running(name: string): Promise<{ published: RunningPolicy | undefined; shadow: RunningPolicy | undefined }>;
  /** A version in any state; undefined when there is none. */
  findAny(key: VersionKey): Promise<RunningPolicy | undefined>;
}

/** A version is looked through once a process: of 100 rows that takes 20 ms. */
const KEPT = 100;

/** Opens the book. Content that was submitted never changes, so only which version runs is asked each time. */
export function openBook(sql: Sql): PolicyBook {
  const kept = new Map<string, Promise<RunningPolicy | undefined>>();

  const open = async (key: VersionKey): Promise<RunningPolicy | undefined> => {
    const [row] = await listVersions(sql, [key]);
    if (!row) return undefined;
    // A draft can change.
    if (row.state === 'DRAFT') kept.delete(nameOf(key));
    const problems = new Problems();
    const policy = readPolicy(problems, 'content', row.content);
    if (problems.list.length > 0) {
      throw fault({
        code: 'INTERNAL',
        public: 'Internal error.',
        internal: `policy ${nameOf(key)} cannot run: ${problems.list[0]!.path}: ${problems.list[0]!.message}`,
      });
    }
    return { ...policy!, name: row.name, version: row.version, digest: row.digest };
  };

  const find = (key: VersionKey): Promise<RunningPolicy | undefined> => {
    const name = nameOf(key);
    const known = kept.get(name);
    kept.delete(name);
    const policy = known ?? open(key);
    kept.set(name, policy);
    if (!known) {
      // What is not there may be there later.
      policy.then(
        (found) => found ?? kept.delete(name),
        () => kept.delete(name),
      );
    }
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return policy;
  };

  return {
    findAny: find,
    async running(name) {
      const rows = await listRunning(sql, name);
      const ready = (row: Running | undefined) => row && find({ name, version: row.version });
      const [published, shadow] = await Promise.all([
        ready(rows.find(({ isShadow }) => !isShadow)),
        ready(rows.find(({ isShadow }) => isShadow)),
      ]);
      return { published, shadow };
    },
  };
}
