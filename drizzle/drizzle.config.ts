import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/log/tables.ts', './src/subgraphs/**/tables.ts', './src/journeys/tables.ts', './src/audit/tables.ts', './src/keys/tables.ts'],
  out: './drizzle',
});
