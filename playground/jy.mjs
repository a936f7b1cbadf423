/**
 * `npm run jy -- …`: the command line on what the environment or .env names, else on the playground that runs here.
 * Plain JavaScript: where the bot is deployed there are no development packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const built = join(PROJECT, 'dist', 'jy.js');
const noted = join(process.env.PLAYGROUND_DATA || join(PROJECT, '.data'), 'jy.json');

if (existsSync(join(PROJECT, '.env'))) process.loadEnvFile(join(PROJECT, '.env'));
const isNamed = Boolean(process.env.SLACK_BOT_TOKEN);

/** Runs it in this terminal and ends as it ends. */
function run(args, env) {
  const done = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.exit(done.status ?? 1);
}

function complain(words) {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

if (isNamed && existsSync(built)) run([built], {});
if (isNamed) complain('The programs are not built: run `npm run build` first.');
if (!existsSync(noted))
  complain('There is nothing to work on: fill in .env, or start the playground with `npm start` and leave it running.');
const { env, args } = JSON.parse(readFileSync(noted, 'utf8'));
run(args, env);
