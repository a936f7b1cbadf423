declare module 'mongodb/lib/cmap/connection.js' {
  import type { Socket } from 'node:net';

  /** What of the driver's class is needed here; it is not part of its public interface. */
  export class Connection {
    socket: Socket;
    /** How the driver ends a connection whose socket has told of its end. */
    onClose(): void;
    /** @throws why the connection has ended, if it has */
    throwIfAborted(): void;
    /** The driver asks whether the connection has ended when this resolves. */
    writeCommand(command: unknown, options: unknown): Promise<void>;
  }
}
