import { pino, type Logger as PinoLogger } from 'pino';

/** Where the hub says what it does. Never give it a value of a person, a token or a key. */
export type Logger = Pick<PinoLogger, 'info' | 'warn' | 'error' | 'debug' | 'fatal'>;

/** JSON lines on stderr, from `level` up. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.authorization', '*.token', '*.password', 'authorization', 'token', 'password'],
        remove: true,
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Says nothing. For tests. */
export const silentLogger: Logger = pino({ level: 'silent' });
