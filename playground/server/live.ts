import type { WebSocket } from 'ws';
import type { LiveEvent } from '../protocol.ts';
import type { Hub } from './hub.ts';
import { stateFor } from './person-state.ts';

const COALESCE_MS = 50;

/** Sends a person's whole state now and, soon after, whenever something has changed. */
export function follow(hub: Hub, socket: WebSocket, user: string) {
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    const event: LiveEvent = { type: 'state', state: stateFor(hub, user) };
    socket.send(JSON.stringify(event));
  };
  const later = () => {
    timer ??= setTimeout(send, COALESCE_MS);
  };
  hub.workspace.on('change', later);
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(timer);
    hub.workspace.off('change', later);
  });
  send();
}
