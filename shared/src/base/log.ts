import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type Log = Logger;

/** Fields that must never reach a log, wherever they stand; the tests look for what they hold. */
const SECRET = ['password', 'passwordHash', 'token', 'secret', 'authorization', 'cookie'];
const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** A structured log. `destination` is for tests; standard output otherwise. */
export function createLog(options: {
  level: string;
  destination?: DestinationStream | undefined;
}): Log {
  const settings = {
    level: options.level,
    base: null,
    redact: { paths: [...paths, 'req.headers', 'res.headers'], censor: '[redacted]' },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** For a command: its answer alone goes to standard output. */
export const commandLog = (): Log => createLog({ level: 'warn', destination: process.stderr });

/** The engine's journal port on this log. An `error` is told with its stack and causes, which pino does for `err` only. */
export function journalOf(log: Log) {
  const told = ({ error, ...rest }: Record<string, unknown>): Record<string, unknown> =>
    error === undefined ? rest : { ...rest, err: error };
  return {
    info: (fields: Record<string, unknown>, message: string): void =>
      log.info(told(fields), message),
    warn: (fields: Record<string, unknown>, message: string): void =>
      log.warn(told(fields), message),
  };
}
