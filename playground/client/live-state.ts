import { WebSocket } from 'ws';
import type { LiveEvent, WorkspaceState } from '../protocol.ts';

type Watcher = (state: WorkspaceState) => void;

/** What one person sees, as it changes. Connected while someone waits. */
export class LiveState {
  readonly #address: string;
  readonly #watchers = new Set<Watcher>();
  #socket: WebSocket | undefined;
  #last: WorkspaceState | undefined;

  constructor(url: string, user: string) {
    this.#address = `${url.replace(/^http/, 'ws')}/play/live?as=${encodeURIComponent(user)}`;
  }

  /** Resolves with what the predicate finds, now or on one of the next changes. */
  until<T>(
    predicate: (state: WorkspaceState) => T | undefined | null | false,
    failure: (last: WorkspaceState | undefined) => Error,
    timeoutMs: number,
  ): Promise<T> {
    // A new connection begins with the state as it is at this moment, and serves the other waits too.
    this.close();
    this.#connect();
    return new Promise((resolve, reject) => {
      const watch: Watcher = (state) => {
        let found: T | undefined | null | false;
        try {
          found = predicate(state);
        } catch (error) {
          finish();
          reject(error);
          return;
        }
        if (found === undefined || found === null || found === false) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        reject(failure(this.#last));
      }, timeoutMs);
      const finish = () => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
        if (this.#watchers.size === 0) this.close();
      };
      this.#watchers.add(watch);
    });
  }

  close() {
    this.#socket?.terminate();
    this.#socket = undefined;
  }

  #connect() {
    const socket = new WebSocket(this.#address);
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      const event: LiveEvent = JSON.parse(String(data));
      this.#last = event.state;
      for (const watch of [...this.#watchers]) watch(event.state);
    });
    this.#socket = socket;
  }
}
