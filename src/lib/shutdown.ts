import type { Logger } from './log.ts';

/** Orchestrators kill after 30 s; what has not ended by then is left to the other side's recovery. */
const LIMIT_MS = 25_000;

/**
 * Ends the process in order on SIGTERM or SIGINT: once, however often it is asked.
 * @param close finishes what runs and takes nothing new
 */
export function onShutdown(close: () => Promise<void>, log: Logger): void {
  let isClosing = false;
  const end = (signal: NodeJS.Signals) => {
    if (isClosing) return;
    isClosing = true;
    log.info({ signal }, 'shutting down');
    setTimeout(() => {
      log.warn('what still ran after 25 s was left');
      process.exit(1);
    }, LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
