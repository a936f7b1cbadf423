import { EventEmitter } from 'node:events';
import { botUserId, type Company, type CompanyPerson } from '../company.ts';
import type { StoredConversation, StoredFile, StoredMessage, StoredView, WorkspaceData } from './model.ts';
import { SlackError } from './slack-error.ts';
import { withBlockIds } from './view-state.ts';

export const MESSAGES_KEPT = 2000;

const fresh = (company: Company, now: number): WorkspaceData => ({
  team: company.team,
  people: structuredClone(company.people),
  conversations: company.channels.map((channel) => ({
    id: channel.id,
    name: channel.name,
    kind: 'channel',
    topic: channel.topic,
    created: Math.floor(now / 1000),
    isGeneral: channel.isGeneral ?? false,
    members: [...channel.members],
    read: {},
  })),
  messages: {},
  homes: [],
  files: [],
  scheduled: [],
  counter: 0,
  lastTs: 0,
});

/** The people, conversations, messages, views and files of one workspace, and what holds between them. Emits `change`. */
export class Workspace extends EventEmitter {
  data: WorkspaceData;
  /** Modals by person, the top one last. They live as long as the process, like a person's open window. */
  modals = new Map<string, StoredView[]>();
  readonly #company: Company;
  readonly #now: () => number;

  constructor(company: Company, now: () => number, data?: WorkspaceData) {
    super();
    this.setMaxListeners(0);
    this.#company = company;
    this.#now = now;
    this.data = data ?? fresh(company, now());
  }

  now() {
    return this.#now();
  }

  changed() {
    this.emit('change');
  }

  reset() {
    this.data = fresh(this.#company, this.now());
    this.modals.clear();
    this.changed();
  }

  /** `C0000001A`: unique in this workspace, in Slack's alphabet. */
  newId(prefix: string) {
    this.data.counter += 1;
    return `${prefix}0${this.data.counter.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  /** A message's ts by the workspace's clock, never the same and never smaller than the one before. */
  newTs() {
    this.data.lastTs = Math.max(Math.floor(this.now() * 1000), this.data.lastTs + 1);
    const micros = String(this.data.lastTs).padStart(7, '0');
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }

  findPerson(id: string): CompanyPerson | undefined {
    return this.data.people.find((one) => one.id === id);
  }

  person(id: string): CompanyPerson {
    const found = this.findPerson(id);
    if (!found) throw new SlackError('user_not_found');
    return found;
  }

  findConversation(id: string): StoredConversation | undefined {
    return this.data.conversations.find((one) => one.id === id);
  }

  conversation(id: string): StoredConversation {
    const found = this.findConversation(id);
    if (!found) throw new SlackError('channel_not_found');
    return found;
  }

  /** The direct messages of two people, opened on the first call. */
  dm(a: string, b: string): StoredConversation {
    const pair = [a, b].sort();
    const known = this.data.conversations.find(
      (one) => one.kind === 'im' && one.members.length === 2 && one.members.every((member) => pair.includes(member)),
    );
    if (known) return known;
    const opened: StoredConversation = {
      id: this.newId('D'),
      name: '',
      kind: 'im',
      topic: '',
      created: Math.floor(this.now() / 1000),
      isGeneral: false,
      members: pair,
      read: {},
    };
    this.data.conversations.push(opened);
    this.changed();
    return opened;
  }

  messagesOf(channel: string): StoredMessage[] {
    let list = this.data.messages[channel];
    if (!list) {
      list = [];
      this.data.messages[channel] = list;
    }
    return list;
  }

  findMessage(channel: string, ts: string): StoredMessage | undefined {
    return this.data.messages[channel]?.find((one) => one.ts === ts);
  }

  /** Content with the ids Slack gives its blocks. */
  prepared<C extends { blocks: StoredMessage['blocks'] }>(content: C): C {
    return { ...content, blocks: withBlockIds(content.blocks) };
  }

  post(message: Omit<StoredMessage, 'ts' | 'reactions' | 'files'> & { files?: string[] }): StoredMessage {
    const stored: StoredMessage = {
      ...this.prepared(message),
      ts: this.newTs(),
      reactions: [],
      files: message.files ?? [],
    };
    const list = this.messagesOf(message.channel);
    list.push(stored);
    if (list.length > MESSAGES_KEPT) list.splice(0, list.length - MESSAGES_KEPT);
    const place = this.findConversation(message.channel);
    if (place && !message.ephemeralFor) place.read[message.user] = stored.ts;
    this.changed();
    return stored;
  }

  remove(message: StoredMessage) {
    const list = this.messagesOf(message.channel);
    const index = list.indexOf(message);
    if (index >= 0) list.splice(index, 1);
    this.changed();
  }

  replyCount(message: StoredMessage) {
    return this.messagesOf(message.channel).filter((one) => one.threadTs === message.ts && one.ts !== message.ts)
      .length;
  }

  file(id: string): StoredFile {
    const found = this.data.files.find((one) => one.id === id);
    if (!found) throw new SlackError('file_not_found');
    return found;
  }

  /** A message's files, without those that are deleted. */
  filesOf({ files }: StoredMessage): StoredFile[] {
    return files.flatMap((id) => this.data.files.find((one) => one.id === id) ?? []);
  }

  /** May this person see the conversation and what is in it? */
  isMember(channel: string, user: string) {
    return this.findConversation(channel)?.members.includes(user) ?? false;
  }

  stack(user: string): StoredView[] {
    let stack = this.modals.get(user);
    if (!stack) {
      stack = [];
      this.modals.set(user, stack);
    }
    return stack;
  }

  homeOf(user: string): StoredView | undefined {
    return this.data.homes.find((one) => one.user === user);
  }

  findView(by: { id?: string | undefined; externalId?: string | undefined }): StoredView | undefined {
    const views = [...[...this.modals.values()].flat(), ...this.data.homes];
    return views.find((one) =>
      by.id ? one.id === by.id : Boolean(by.externalId) && one.body.external_id === by.externalId,
    );
  }

  get bot(): CompanyPerson {
    return this.person(botUserId);
  }
}
