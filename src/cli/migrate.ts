import { Command } from 'commander';
import { exitHelp } from './exit.ts';

/** `migrate`: brings the database to the newest schema. `serve` does the same when it starts. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database to the newest schema. The hub does so itself when it starts.')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s selfsame -- migrate
  DATABASE_URL=postgres://owner:secret@db.example/selfsame npm run -s selfsame -- migrate
${exitHelp()}`,
    )
    .action(async () => {
      const { loadConfig } = await import('../config.ts');
      const config = loadConfig();
      const [{ createLogger }, { openDatabase, startFault }, { migrate }, { installEngine }, { openKeyDatabase }] =
        await Promise.all([
          import('../kernel/logger.ts'),
          import('../local/database.ts'),
          import('../kernel/migrate.ts'),
          import('../journeys/engine.ts'),
          import('../hub/key-database.ts'),
        ]);
      const logger = createLogger('warn');
      const database = await openDatabase(config, logger);
      try {
        await migrate(database.url);
        await openKeyDatabase(database.url, config);
        await installEngine(database.url, logger);
      } catch (error) {
        throw startFault(config, error);
      } finally {
        await database.stop();
      }
      process.stdout.write('The database has the newest schema.\n');
    });
}
