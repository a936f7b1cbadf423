import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Company, demoCompany } from '../company.ts';
import type { Shortcut, SlashCommand } from '../protocol.ts';
import { callApi, callResponseUrl } from './api-endpoint.ts';
import { type Call, CallLog } from './call-log.ts';
import { control } from './control.ts';
import { download, page, upload } from './downloads.ts';
import { Faults } from './faults.ts';
import { FileStore } from './file-store.ts';
import { isFromHere, sendText } from './http-io.ts';
import { HttpTransport } from './http-transport.ts';
import type { Hub } from './hub.ts';
import { identityOf } from './identity.ts';
import { follow } from './live.ts';
import { Outbound } from './outbound.ts';
import { RateLimits } from './rate-limits.ts';
import { ResponseUrls } from './response-urls.ts';
import { postDueOften } from './scheduled.ts';
import { SocketTransport } from './socket-transport.ts';
import { keepWorkspace, loadWorkspace } from './store.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';
import { Workspace } from './workspace.ts';

export interface Deliver {
  signingSecret: string;
  url: string;
}

export interface PlaygroundOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where it listens: 127.0.0.1 unless told, for a container. Other names than this machine's own are refused all the same. */
  host?: string | undefined;
  /** The workspace's clock, in milliseconds since the epoch. */
  now: () => number;
  /** Moves the clock of all processes; without it `POST /play/clock` is refused. */
  setClock?: (atMs: number) => Promise<void>;
  /** The demo company, unless given. */
  company?: Company;
  /** The directory of the built page. */
  webRoot?: string;
  /** Slack's rate limits; on unless switched off. */
  limits?: boolean;
  /** Deliver by signed HTTP requests instead of Socket Mode. */
  deliver?: Deliver;
  commands?: SlashCommand[];
  shortcuts?: Shortcut[];
  /** The JSON file in which the workspace is kept between starts. Files' bytes lie beside it. */
  statePath?: string;
  /** Slack's own patience; tests may have less of it. */
  timings?: { ackMs?: number; triggerMs?: number; retryMs?: number[] };
  /** Is told each call of the bot, and each answer that shows something, as it was made. */
  heard?: (call: Call) => void;
}

export interface Playground {
  url: string;
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  botUserId: string;
  teamId: string;
  /** All of its parts, for those who stand in the same process. */
  hub: Hub;
  close(): Promise<void>;
  setDeliver(deliver: Deliver | undefined): void;
}

/** Slack's: the ack and a trigger live 3 s, an event is retried at once, after 1 and after 5 minutes. */
const slackTimings = { ackMs: 3000, triggerMs: 3000, retryMs: [0, 60_000, 300_000] };
const TICKET_MS = 30_000;

/** Starts a Slack workspace on 127.0.0.1. Fails when the port is taken or `statePath` holds something else. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const company = options.company ?? demoCompany();
  const timings = { ...slackTimings, ...options.timings };
  const identity = identityOf(company.team.id, options.deliver?.signingSecret);
  const workspace = new Workspace(company, options.now, loadWorkspace(options.statePath));
  const changed = () => workspace.changed();
  const sockets = new SocketTransport({ ackMs: timings.ackMs, appId: identity.appId, onChange: changed });
  let http: HttpTransport | undefined;
  let baseUrl = '';
  const hub: Hub = {
    identity,
    get baseUrl() {
      return baseUrl;
    },
    workspace,
    triggers: new Triggers(timings.triggerMs),
    views: new Views(workspace),
    responseUrls: new ResponseUrls(workspace, identity.botUserId, () => baseUrl),
    outbound: new Outbound({ identity, transport: () => http ?? sockets, now: options.now, retryMs: timings.retryMs }),
    sockets,
    files: new FileStore(workspace, options.statePath ? `${options.statePath}.files` : undefined),
    calls: new CallLog(options.heard),
    faults: new Faults(),
    limits: new RateLimits(options.limits ?? true),
    commands: options.commands ?? [],
    shortcuts: options.shortcuts ?? [],
    setClock: options.setClock,
  };

  const tickets = new Map<string, number>();
  const openConnection = () => {
    const ticket = randomBytes(16).toString('hex');
    tickets.set(ticket, performance.now());
    return `${baseUrl.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${identity.appId}`;
  };

  const server = createServer((request, response) => {
    serve(request, response, hub, options.webRoot, openConnection).catch((error: unknown) => {
      if (!response.headersSent) sendText(response, 500, error instanceof Error ? (error.stack ?? '') : String(error));
    });
  });
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: 4_000_000 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = new URL(request.url ?? '/', baseUrl);
    const refuse = (line: string) => socket.end(`HTTP/1.1 ${line}\r\nconnection: close\r\n\r\n`);
    if (!isFromHere(request, portOf(server.address()))) return refuse('403 Forbidden');
    if (target.pathname === '/play/live') {
      const user = target.searchParams.get('as') ?? '';
      if (!workspace.findPerson(user)) return refuse('404 Not Found');
      return webSockets.handleUpgrade(request, socket, head, (live) => follow(hub, live, user));
    }
    const ticket = target.searchParams.get('ticket') ?? '';
    const issuedAt = tickets.get(ticket);
    tickets.delete(ticket);
    if (target.pathname !== '/link/' || issuedAt === undefined || performance.now() - issuedAt > TICKET_MS)
      return refuse('401 Unauthorized');
    return webSockets.handleUpgrade(request, socket, head, (link) => sockets.add(link));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  baseUrl = `http://127.0.0.1:${portOf(server.address())}`;

  const setDeliver = (deliver: Deliver | undefined) => {
    http?.close();
    http =
      deliver &&
      new HttpTransport({ ...identity, ...deliver, ackMs: timings.ackMs, now: options.now, onChange: changed });
    if (deliver) identity.signingSecret = deliver.signingSecret;
    changed();
  };
  setDeliver(options.deliver);
  const stopKeeping = keepWorkspace(workspace, options.statePath);
  const stopScheduled = postDueOften(hub);

  return {
    url: baseUrl,
    apiUrl: `${baseUrl}/api/`,
    botToken: identity.botToken,
    appToken: identity.appToken,
    get signingSecret() {
      return identity.signingSecret;
    },
    botUserId: identity.botUserId,
    teamId: identity.teamId,
    hub,
    setDeliver,
    close: async () => {
      stopScheduled();
      http?.close();
      hub.outbound.close();
      sockets.giveUp();
      stopKeeping();
      await closed(webSockets.clients);
      const ended = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await ended;
    },
  };
}

const FAREWELL_MS = 300;

/** Says goodbye on each socket; who does not answer is cut off. */
async function closed(sockets: Set<WebSocket>): Promise<void> {
  const ends = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets) socket.close(1001);
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, FAREWELL_MS);
  await Promise.all(ends);
  clearTimeout(timer);
}

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address !== null ? address.port : 0;

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  hub: Hub,
  webRoot: string | undefined,
  openConnection: () => string,
): Promise<void> {
  if (!isFromHere(request, new URL(hub.baseUrl).port === '' ? 80 : Number(new URL(hub.baseUrl).port)))
    return sendText(response, 403, 'this playground is only for this machine');
  const target = new URL(request.url ?? '/', hub.baseUrl);
  const { pathname } = target;
  if (pathname.startsWith('/api/')) return callApi(request, response, hub, target, openConnection);
  if (pathname.startsWith('/play/')) return control(request, response, hub, target);
  if (pathname.startsWith('/actions/') && request.method === 'POST')
    return callResponseUrl(request, response, hub, pathname.slice('/actions/'.length));
  if (pathname.startsWith('/upload/v1/') && request.method === 'POST')
    return upload(request, response, hub, pathname.slice('/upload/v1/'.length));
  if (pathname.startsWith('/files-pri/')) return download(request, response, hub, pathname);
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'method not allowed');
  return page(response, webRoot, decodeURIComponent(pathname));
}
