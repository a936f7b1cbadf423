import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../lib/log.ts';

/** One thing that the bot answers on its port. */
export interface Route {
  method: 'GET' | 'POST';
  /** `/healthz`; a part that begins with a colon stands for any one part: `/verify/:value`. */
  path: string;
  /** @param params what stands in the address in place of the parts with a colon, by their names */
  handle(request: IncomingMessage, response: ServerResponse, params: Record<string, string>): Promise<void>;
}

export interface PublicPort {
  /** @returns the port, which was free if 0 was asked for */
  listen(port: number): Promise<number>;
  /** Takes no new connections and waits for the requests under way. */
  close(): Promise<void>;
}

/**
 * The bot's HTTP server. Every request ends in an answer: 400 for an address that cannot be read or a handler that gave up, 404
 * for one that nothing answers. What a handler throws is logged here and goes no further, so that no request ends the process.
 */
export function publicPort(routes: readonly Route[], log: Logger): PublicPort {
  const server = createServer((request, response) => {
    void answer(routes, request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method }, 'a request could not be handled');
      if (response.headersSent) response.end();
      else endWith(response, 400);
    });
  });
  return { listen: (port) => listen(server, port), close: () => close(server) };
}

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts = partsOf(request.url ?? '');
  if (parts === undefined) return endWith(response, 400);
  for (const { method, path, handle } of routes) {
    const params = method === request.method ? matched(path, parts) : undefined;
    if (params !== undefined) return handle(request, response, params);
  }
  endWith(response, 404);
}

/** Ends a request with a status and nothing else. */
export function endWith(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' });
  response.end();
}

/** The parts of an address's path, decoded; undefined when it is none. */
function partsOf(url: string): string[] | undefined {
  const [path = ''] = url.split(/[?#]/);
  if (!path.startsWith('/')) return undefined;
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function matched(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const wanted = path.split('/').slice(1);
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const found = parts[index] ?? '';
    if (part.startsWith(':') && found !== '') params[part.slice(1)] = found;
    else if (part !== found) return undefined;
  }
  return params;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
  });
}
