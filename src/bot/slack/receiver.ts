import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions, HTTPResponseAck, type Receiver } from '@slack/bolt';
import { clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/log.ts';
import { slackLogger } from './logger.ts';
import { endWith, type Route } from './public-port.ts';

/** Where Slack sends its requests. */
export const SLACK_PATH = '/slack/events';

/** How far the clock of a request may be off, in either direction. */
const CLOCK_MS = 5 * 60_000;

export interface SlackRequests {
  /** Bolt's end of it; the port is opened and closed by its owner. */
  receiver: Receiver;
  route: Route;
}

/**
 * Takes Slack's requests over HTTP and hands them to Bolt. Bolt's own receiver leaves a rejection unhandled where it does not expect
 * what a signed body holds, which ends the process; here everything is awaited, and what is thrown reaches the port's boundary.
 * @param options.workspace requests of any other are refused with 403
 */
export function slackRequests(options: { signingSecret: string; workspace: string; log: Logger }): SlackRequests {
  let app: App | undefined;
  return {
    receiver: {
      init: (made) => {
        app = made;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    route: {
      method: 'POST',
      path: SLACK_PATH,
      handle: async (request, response) => {
        if (app === undefined) throw new Error('No app takes the requests yet');
        await received(app, options, request, response);
      },
    },
  };
}

/** Whether a request, event or interaction comes from the workspace. */
export function isFrom(workspace: string, body: Record<string, unknown>): boolean {
  const { team_id: id, team } = body;
  return (typeof id === 'string' ? id : isRecord(team) ? team.id : undefined) === workspace;
}

async function received(
  app: App,
  { signingSecret, workspace, log }: Parameters<typeof slackRequests>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const verified = await verify(signingSecret, request).catch((error: unknown) => {
    log.warn({ err: error }, 'a request is not from Slack');
    return HTTPModuleFunctions.isRawBodyError(error) ? error.statusCode : 401;
  });
  if (typeof verified === 'number') return endWith(response, verified);
  const body = bodyOf(verified);
  if (body === undefined) return endWith(response, 400);
  if (body.ssl_check === '1') return endWith(response, 200);
  if (body.type === 'url_verification') return HTTPModuleFunctions.buildUrlVerificationResponse(response, body);
  if (!isFrom(workspace, body)) {
    log.warn('a request of another workspace is refused');
    return endWith(response, 403);
  }
  const ack = new HTTPResponseAck({
    logger: slackLogger(log),
    processBeforeResponse: false,
    httpRequest: verified,
    httpRequestBody: body,
    httpResponse: response,
  });
  const retryNum = HTTPModuleFunctions.extractRetryNumFromHTTPRequest(request);
  const retryReason = HTTPModuleFunctions.extractRetryReasonFromHTTPRequest(request);
  try {
    await app.processEvent({
      body,
      ack: ack.bind(),
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
  } finally {
    // Nothing acknowledges it any more: its clock would only answer late.
    if (!response.headersSent) ack.ack();
  }
  if (!response.headersSent) endWith(response, 400);
}

/** @throws what Bolt says of a request without a right signature, and of a time that is too far off */
async function verify(signingSecret: string, request: IncomingMessage) {
  const verified = await HTTPModuleFunctions.parseAndVerifyHTTPRequest({ signingSecret }, request);
  const sentAt = Number(request.headers['x-slack-request-timestamp'] ?? 0) * 1000;
  if (sentAt > clock.now().getTime() + CLOCK_MS) throw new Error('The request’s time lies in the future');
  return verified;
}

type Verified = Awaited<ReturnType<typeof verify>>;

/** The body as an object; undefined when it is none. */
function bodyOf(verified: Verified): Record<string, unknown> | undefined {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(verified);
    return isRecord(body) ? body : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
