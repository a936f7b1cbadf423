import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const ENTRY = new URL('./thread-entry.mjs', import.meta.url);
/** A preview is followed by its import: until then the thread stays, afterwards it ends with all that it loaded. */
const IDLE_MS = 30_000;
/** Work that takes longer has lost its way, and the next is waiting. */
const LIMIT_MS = 60_000;
const HEAP_MB = 1_024;

let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Calls a function of a module in a thread beside this one, so that work of a second holds nobody up who clicks. One
 * call runs at a time, the others wait. Arguments and result are copied.
 * @param module where the function is: `new URL('./x.ts', import.meta.url)`.
 * @throws what the function throws, as a plain `Error` with its name and its fields.
 */
export function inThread<F extends (...args: never[]) => unknown>(
  module: URL,
  name: string,
  ...args: Parameters<F>
): Promise<Awaited<ReturnType<F>>> {
  const result = turn.then(() => call<Awaited<ReturnType<F>>>({ module: module.href, name, args }));
  turn = result.catch(() => undefined);
  return result;
}

type Answer<T> = { value: T } | { fault: { name: string; message: string } };

async function call<T>(request: { module: string; name: string; args: unknown[] }): Promise<T> {
  clearTimeout(idle);
  thread ??= start();
  const mine = thread;
  mine.ref();
  try {
    mine.postMessage(request);
    const [answer] = (await once(mine, 'message', { signal: AbortSignal.timeout(LIMIT_MS) })) as [Answer<T>];
    if ('fault' in answer) throw Object.assign(new Error(answer.fault.message), answer.fault);
    return answer.value;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') end(mine);
    throw error;
  } finally {
    mine.unref();
    idle = setTimeout(() => end(mine), IDLE_MS).unref();
  }
}

function start(): Worker {
  // Without the arguments of this process: what they load at a start is not for a thread.
  const made = new Worker(ENTRY, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  made.on('error', () => end(made));
  return made;
}

function end(ended: Worker): void {
  if (thread === ended) thread = undefined;
  void ended.terminate();
}
