import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms } from '../build-programs.ts';
import { SOMETHING_ELSE } from '../history/state.ts';
import { lastLines } from '../services/child.ts';
import { PROJECT } from './node-process.ts';

/**
 * Gives an empty playground the history of a company, before bot and worker start; one that has data stays as it is. The
 * program decides by what is in the database, so that one which was cut off is begun anew.
 * @param env the variables of the bot
 * @param fresh also where there is one already
 * @param endsAt the present of the playground, in milliseconds since the epoch
 * @returns false where the database holds something else
 * @throws Error with the end of its log
 */
export async function writeHistory(
  dataDir: string,
  env: Record<string, string>,
  playground: string,
  { log, fresh = false, endsAt }: { log?: (line: string) => void; fresh?: boolean; endsAt: number },
): Promise<boolean> {
  const { history, imports } = await buildPrograms();
  const logFile = join(dataDir, 'logs', 'history.log');
  const file = openSync(logFile, 'a');
  // It moves a clock of its own.
  const { PLAYGROUND_CLOCK: _, ...variables } = env;
  const child = spawn(process.execPath, [...imports, history, ...(fresh ? ['--fresh'] : [])], {
    cwd: PROJECT,
    env: { ...process.env, ...variables, PLAYGROUND_URL: playground, HISTORY_ENDS_AT: String(endsAt) },
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
  child.once('message', () => log?.('Three months of a company are being written; that is done once…'));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code === 0 || code === SOMETHING_ELSE) return code === 0;
  throw new Error(
    `The demo company's history could not be written. Start again, and it begins anew; with \`--fresh --empty\` the company begins today. The end of ${logFile}:\n${lastLines(logFile)}`,
  );
}
