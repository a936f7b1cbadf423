import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../playground/services/embedded-redis.ts';

/** A door to a service that can be shut: a port of 127.0.0.1 behind which stands another address. */
export interface Cuttable {
  port: number;
  /** Breaks every connection, and refuses new ones until `open`. */
  cut(): void;
  open(): void;
  close(): Promise<void>;
}

/** @param target a port of 127.0.0.1, or the path of a Unix socket */
export async function cuttable(target: number | string): Promise<Cuttable> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let isOpen = true;
  const follow = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((here) => {
    if (!isOpen) {
      here.destroy();
      return;
    }
    const there = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target);
    here.setNoDelay(true);
    follow(here, there);
    follow(there, here);
    here.pipe(there);
    there.pipe(here);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cut = (): void => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    open: () => {
      isOpen = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
