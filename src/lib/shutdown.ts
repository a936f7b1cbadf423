import type { Logger } from './log.ts';

/** Orchestrators kill after 30 s; what has not ended by then is left to the other side's recovery. */
const LIMIT_MS = 25_000;

/**
 * Ends the process in order, once, however often it is asked: on SIGTERM or SIGINT with code 0; with code 1 on an error that
 * nobody caught, after which nothing can be relied on. Whatever runs the process starts it again then.
 * @param close finishes what runs and takes nothing new
 */
export function onShutdown(close: () => Promise<void>, log: Logger): void {
  let isClosing = false;
  const end = (code: 0 | 1) => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => {
      log.warn('what still ran after 25 s was left');
      process.exit(1);
    }, LIMIT_MS).unref();
    close().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'the shutdown failed');
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'shutting down');
    end(0);
  };
  const onUncaught = (error: unknown) => {
    log.fatal({ err: error }, 'an error that nobody caught: shutting down, to be started again');
    end(1);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}
