import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { runDirOf } from '../services/services.ts';

/** Another process uses the folder. */
export class LockedError extends Error {}

/**
 * Holds a data folder for this process: a socket that answers as long as we live, whichever way we end.
 * @returns what lets go of it.
 * @throws LockedError when someone else holds it.
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = `${runDirOf(dataDir)}.lock`;
  const server = createServer((socket) => socket.destroy());
  const listen = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      server.once('error', (error) =>
        'code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(path, () => resolve(true));
    });
  if (!(await listen())) {
    if (await isAnswered(path)) throw new LockedError(`The playground in ${dataDir} is running already: end it first.`);
    await rm(path, { force: true });
    if (!(await listen())) throw new LockedError(`The playground in ${dataDir} is starting already.`);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
