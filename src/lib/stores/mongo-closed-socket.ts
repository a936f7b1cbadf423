import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** What of the driver's class is needed here; it is not part of its public interface. */
interface DriverConnection {
  socket: Socket;
  /** How the driver ends a connection whose socket has told of its end. */
  onClose(): void;
  /** @throws why the connection has ended, if it has */
  throwIfAborted(): void;
  /** The driver asks whether the connection has ended when this resolves. */
  writeCommand(command: unknown, options: unknown): Promise<void>;
}

const MENDED = Symbol.for('jingying.mongo.closed-socket');

/**
 * Lets a command fail whose socket closes before it is written, like any other on a lost connection.
 *
 * mongodb 7.8 waits for `drain` when a write returns false. A socket that has ended but not told so yet (`close` comes a turn of the
 * event loop later) returns false, too, and never drains: the command waits for ever, beyond all of the driver's time limits. Where it
 * is the monitor's look at the server, the process takes MongoDB for away until it is started again.
 *
 * Holds for all connections of the process; further calls change nothing.
 * @throws when the driver writes in another way: then this module is not needed any more, or has to be read again
 */
export function failOnClosedSockets(): void {
  const fromMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const { Connection } = fromMongoose('mongodb/lib/cmap/connection.js') as {
    Connection: { prototype: DriverConnection & { [MENDED]?: true } };
  };
  const { prototype } = Connection;
  if (prototype[MENDED]) return;
  const { writeCommand } = prototype;
  if (typeof writeCommand !== 'function') throw new Error('The MongoDB driver has no writeCommand to mend');
  prototype.writeCommand = async function writeUnlessClosed(command, options) {
    const { socket } = this;
    if (socket.destroyed) this.onClose();
    this.throwIfAborted();
    let end = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      end = resolve;
      socket.once('close', end);
    });
    try {
      await Promise.race([writeCommand.call(this, command, options), closed]);
    } finally {
      socket.off('close', end);
    }
  };
  prototype[MENDED] = true;
}
