import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from './build-programs.ts';
import { CHINESE_BRANCHES, demoRoster, ENGLISH_BRANCH } from './company.ts';
import { PROJECT } from './tree/node-process.ts';

const ENGLISH_BANK = 'Safety and rights (English)';

/**
 * Fills a fresh playground as an administrator would: the members, the roster, the two demo banks and a daily
 * question, each branch's in its own language, all by the command line.
 * @param env the variables of the bot.
 * @throws Error with what the command said.
 */
export async function seedSmall({ env }: { env: Record<string, string> }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jingying-'));
  try {
    const roster = join(folder, 'roster.csv');
    await writeFile(roster, demoRoster());
    await run(env, ['members', 'sync']);
    await run(env, ['members', 'import', roster]);
    await run(env, ['quiz', 'import', join(PROJECT, 'playground/demo-bank.csv'), '--bank', '职工应知应会']);
    await run(env, daily('职工应知应会', CHINESE_BRANCHES));
    await run(env, ['quiz', 'import', join(PROJECT, 'playground/demo-bank-en.csv'), '--bank', ENGLISH_BANK]);
    await run(env, daily(ENGLISH_BANK, [ENGLISH_BRANCH]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function daily(bank: string, branches: string[]): string[] {
  return ['quiz', 'schedule', '--bank', bank, '--time', '08:00', ...branches.flatMap((branch) => ['--branch', branch])];
}

async function run(env: Record<string, string>, args: string[]): Promise<void> {
  const { jy, nodeArgs } = await buildPrograms();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArgs, jy, ...args], {
      cwd: PROJECT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')}: ${said.join('')}`))));
  });
}
