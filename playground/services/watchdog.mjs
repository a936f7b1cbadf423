/**
 * Runs a program that cannot watch its parent itself: `node watchdog.mjs PROGRAM ARGUMENT…`.
 * The program is told to end (SIGTERM) when this process's standard input closes or it is told so itself.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const [program, ...args] = process.argv.slice(2);
if (!program) {
  process.stderr.write('usage: node watchdog.mjs PROGRAM ARGUMENT…\n');
  process.exit(2);
}

// Where Linux offers it, the program also ends when this process is killed outright.
const setpriv = '/usr/bin/setpriv';
const line = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', '--', program, ...args] : [program, ...args];
const child = spawn(line[0], line.slice(1), { stdio: ['ignore', process.stderr, process.stderr] });

let asked = false;
function end() {
  if (!asked) setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  asked = true;
  child.kill('SIGTERM');
}
process.on('SIGTERM', end);
process.stdin.on('end', end).on('error', end);
process.stdin.resume();

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(asked ? 0 : (code ?? (signal ? 1 : 0))));
