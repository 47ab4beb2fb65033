import { randomBytes } from 'node:crypto';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import type { SystemKind } from '../../src/kernel/access.ts';
import { SCOPES, SYSTEM_KINDS } from '../../src/kernel/access.ts';
import { type Actor, actorOf } from '../../src/kernel/actor.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { type Pools, type Role, closePools, connect, closeSql, openPools } from '../../src/kernel/db.ts';
import { guard } from '../../src/kernel/guard.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { type Vault, createVault } from '../../src/kernel/vault.ts';
import { type Log, openLog } from '../../src/log/tail.ts';
import { createPersonSubgraph } from '../../src/subgraphs/person/index.ts';
import type { Subgraph, SubgraphName } from '../../src/subgraphs/subgraph.ts';
import { registerDevelopmentSystems } from '../../src/local/systems.ts';
import { createDatabase } from './database.ts';

/** A clock that a test sets. */
export interface TestClock extends Clock {
  set(moment: string): void;
  advance(ms: number): void;
}

export function testClock(start = '2026-03-01T12:00:00Z'): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (moment) => (now = new Date(moment)),
    advance: (ms) => (now = new Date(now.getTime() + ms)),
  };
}

export function testVault(): Vault {
  return createVault({
    wrapping: [{ id: 'test', bytes: randomBytes(32) }],
    blind: { id: 'test', bytes: randomBytes(32) },
  });
}
