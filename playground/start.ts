/** `npm start`: the bot and everything it needs in one process tree; `npm start -- --help` tells the options. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from './tree/node-process.ts';
import { startTree, type Tree } from './tree/tree.ts';

const HELP = `npm start                 with SLACK_BOT_TOKEN set: the bot in your Slack; without: a workspace to try it in, with three months of a company
npm start -- --fresh      forgets everything and starts over
npm start -- --port 4000  another port for the page (3900 or the next free one)
npm start -- --data DIR   another folder for the data (.data)
npm start -- --no-limits  without Slack's rate limits
npm start -- --fresh --empty  a company that begins today, without its three months of answers, suggestions, courses and clubs
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string', default: process.env.PLAYGROUND_DATA || join(PROJECT, '.data') },
      'no-limits': { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new Error(`--port ${values.port} is not a port: give a number from 1 to 65535.`);
  }
  return { ...values, port };
}

/** A Ctrl-C under npm arrives twice, from the terminal and from npm: what comes so soon is the same one. */
const SAME_SIGNAL_MS = 1_000;

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return void process.stdout.write(HELP);
  if (existsSync(join(PROJECT, '.env'))) process.loadEnvFile(join(PROJECT, '.env'));
  const isSlack = Boolean(process.env.SLACK_BOT_TOKEN);

  let tree: Tree | undefined;
  let endingSince: number | undefined;
  async function end(code: number): Promise<void> {
    if (endingSince !== undefined) {
      if (performance.now() - endingSince < SAME_SIGNAL_MS) return;
      tree?.killAll();
      process.exit(code || 130);
    }
    endingSince = performance.now();
    // While it still starts, leaving is enough: the children notice.
    await tree?.stop().catch((error: unknown) => complain(String(error)));
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  process.on('uncaughtException', (error) => {
    complain(`The playground failed: ${error.stack ?? error.message}`);
    if (endingSince === undefined) void end(1);
  });

  tree = await startTree({
    dataDir: options.data,
    port: options.port,
    fresh: options.fresh,
    limits: !options['no-limits'],
    seed: options.empty ? 'small' : 'history',
    // Signed requests: a socket's heartbeat would take a moved clock for a lost connection.
    http: true,
    slack: isSlack,
    log: say,
    onCrash(fault) {
      if (endingSince !== undefined) return;
      complain(`${fault}\nEverything else is being ended.`);
      void end(1);
    },
  });
  say(isSlack ? `Jingying is ready in Slack; logs are in ${tree.logDir}` : `Jingying is ready: ${tree.url()}`);
}

try {
  await main();
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') complain('The port is taken: choose another one with `npm start -- --port N`.');
  else complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
