/** Who looks at the page, at what, and what they can do: given to every component by context. */
import { createContext, useContext } from 'react';
import type { Act, ActResult, Person, WorkspaceState } from '../../../protocol.ts';
import type { Obj } from './shape.ts';
import type { When } from './time.ts';
import type { Words } from './words.ts';

export interface Session {
  state: WorkspaceState;
  me: Person;
  words: Words;
  /** The person's locale and zone with the workspace's present time. */
  when: () => When;
  conversation: string | undefined;
  act: (act: Act) => Promise<ActResult>;
  /** Whether one did something just now, whose answer may still be on its way. */
  isActing: () => boolean;
  openConversation: (id: string) => void;
  openDm: (user: string) => void;
  openThread: (ts: string | undefined) => void;
  openHome: () => void;
  /** A line that only this tab shows, in the conversation, as Slack's own client says when something failed. */
  notice: (text: string) => void;
  /** Asks what a `confirm` object says. */
  confirm: (confirm: Obj) => Promise<boolean>;
  nameOf: (user: string) => string;
  personById: (user: string) => Person | undefined;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session');
  return session;
}

export const botOf = (state: WorkspaceState): Person | undefined =>
  state.people.find((one) => one.isBot && !one.isDeleted && one.id !== 'USLACKBOT') ??
  state.people.find((one) => one.isBot);

export const imWith = (state: WorkspaceState, user: string): string | undefined =>
  state.conversations.find((one) => one.kind === 'im' && one.with === user)?.id;
