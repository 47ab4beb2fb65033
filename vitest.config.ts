import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs what takes too long to be waited for at each change. */
const LONG = process.env['LONG_TESTS'] !== undefined;

export default defineConfig({
  resolve: {
    // Without it vitest loads two copies of graphql, and neither knows the other's types.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: [LONG ? 'test/**/*.long.test.ts' : 'test/**/*.test.ts'],
    exclude: LONG ? [] : ['test/**/*.long.test.ts'],
    globalSetup: ['test/support/postgres.setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // A process that runs many files loads the graph once: half the work of short ones. What long tests measure or kill is theirs.
    isolate: LONG,
    // Tests of outages wait most of their time.
    maxWorkers: 3,
  },
});
