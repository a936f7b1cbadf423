/** The page's only ways to the server. */
import { useEffect, useRef, useState } from 'react';
import type { Act, ActRequest, ActResult, LiveEvent, Message, Upload, WorkspaceState } from '../../../protocol.ts';
import { toLocalInput } from './time.ts';

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export async function sendAct(as: string, act: Act): Promise<ActResult> {
  const request: ActRequest = { as, act };
  try {
    const response = await post('/play/act', request);
    const result: ActResult = await response.json();
    return result;
  } catch {
    return { ok: false, error: 'network_error' };
  }
}

async function setting(path: string, body: unknown): Promise<string | undefined> {
  try {
    const response = await post(path, body);
    return response.ok ? undefined : ((await response.text()) || String(response.status)).slice(0, 200);
  } catch {
    return 'network_error';
  }
}

export const moveClock = (to: { at: number } | { advanceMs: number }): Promise<string | undefined> =>
  setting('/play/clock', to);
export const setLimits = (on: boolean): Promise<string | undefined> => setting('/play/limits', { on });

export async function fetchState(as: string): Promise<WorkspaceState | undefined> {
  try {
    const response = await fetch(`/play/state?as=${encodeURIComponent(as)}`);
    if (!response.ok) return undefined;
    const state: WorkspaceState = await response.json();
    return Array.isArray(state.people) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** The one member every workspace has: who lives in it can be asked in its name before anybody is chosen. */
const BOT = 'U0JINGYING';

/** The workspace as it is before anybody is chosen. */
export const fetchPlace = (): Promise<WorkspaceState | undefined> => fetchState(BOT);

const ZONE = 'Asia/Shanghai';
const UNANSWERED = /"quiz\.(pick|write|check)/;

/** Whether a person has a question of today before them that can be answered until an hour that has not come. */
export async function hasOpenQuestion(user: string, now: number, until: string): Promise<boolean> {
  const [day, time = ''] = toLocalInput(now, ZONE).split('T');
  if (time >= until) return false;
  try {
    const response = await fetch(`/play/messages?as=${encodeURIComponent(user)}`);
    const { messages }: { messages: Message[] } = await response.json();
    return messages.some(
      ({ ts, blocks }) =>
        toLocalInput(Number(ts) * 1000, ZONE).startsWith(`${day}T`) && UNANSWERED.test(JSON.stringify(blocks ?? [])),
    );
  } catch {
    return false;
  }
}

export interface Live {
  state: WorkspaceState | undefined;
  /** The workspace's clock minus the browser's. */
  clockOffset: number;
  connected: boolean;
  /** The server answered, but knows no such person. */
  refused: boolean;
}

const FIRST_WAIT = 400;
const LONGEST_WAIT = 10_000;

/** The person's state, kept fresh over a WebSocket that comes back by itself. */
export function useLive(as: string): Live {
  const [live, setLive] = useState<Live>({ state: undefined, clockOffset: 0, connected: false, refused: false });
  const waitMs = useRef(FIRST_WAIT);
  useEffect(() => {
    let over = false;
    let socket: WebSocket | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (state: WorkspaceState) => {
      if (!over) setLive((was) => ({ ...was, state, clockOffset: state.now - Date.now(), refused: false }));
    };
    const connect = () => {
      const address = new URL(`/play/live?as=${encodeURIComponent(as)}`, location.href);
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
      socket = new WebSocket(address);
      socket.onopen = () => {
        waitMs.current = FIRST_WAIT;
        setLive((was) => ({ ...was, connected: true }));
      };
      socket.onmessage = (event: MessageEvent<string>) => {
        const said: LiveEvent = JSON.parse(event.data);
        if (said.type === 'state') take(said.state);
      };
      socket.onclose = () => {
        if (over) return;
        setLive((was) => ({ ...was, connected: false }));
        timer = setTimeout(start, waitMs.current * (0.75 + Math.random() / 2));
        waitMs.current = Math.min(waitMs.current * 2, LONGEST_WAIT);
      };
    };
    const start = async () => {
      const state = await fetchState(as);
      if (over) return;
      if (state) take(state);
      else setLive((was) => ({ ...was, refused: was.state === undefined }));
      connect();
    };
    void start();
    return () => {
      over = true;
      clearTimeout(timer);
      socket?.close();
    };
  }, [as]);
  return live;
}

export async function toUpload(file: File): Promise<Upload> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'));
    reader.readAsDataURL(file);
  });
  return {
    name: file.name,
    mimetype: file.type || 'application/octet-stream',
    content: url.slice(url.indexOf(',') + 1),
  };
}
