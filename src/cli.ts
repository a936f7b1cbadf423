import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from './bot/routing/errors.ts';
import { createRegistry } from './bot/routing/registry.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Context } from './context.ts';
import { features } from './features/index.ts';
import { importBank } from './features/quiz/bank/service/banks.ts';
import { bankByName } from './features/quiz/bank/service/store.ts';
import { BankFileError } from './features/quiz/formats/bank-file.ts';
import { createSchedule } from './features/quiz/schedule/service/schedules.ts';
import { WORDS } from './features/quiz/words.ts';
import { audienceOf, EVERYBODY } from './members/audience/spec.ts';
import { importedLines } from './members/roster/imported-lines.ts';
import { importRoster } from './members/roster/service.ts';
import { actorOf } from './members/service.ts';
import { shiftsWithoutHours } from './members/shifts/use.ts';
import { syncMembers } from './members/slack/sync.ts';
import { verify } from './participation/ledger/verify.ts';
import { verifyRollups } from './participation/rollups/verify.ts';
import { prepare } from './prepare.ts';
import { openContext } from './start-context.ts';

const USAGE = `Usage:
  npm run jy -- quiz import FILE --bank NAME    import a question bank (CSV, XLSX, GIFT, Aiken, Moodle XML, a paper as text)
  npm run jy -- quiz schedule --bank NAME [--time 08:00] [--branch NAME ...]
                                                a question every working day, to everybody or to these branches
  npm run jy -- members sync                    read the members from Slack
  npm run jy -- members import FILE             import the roster (CSV, XLSX)
  npm run jy -- verify [--repair]               recount standings and roll-ups from the ledger and list differences
`;

/** Who did it, in the documents that a command line makes. */
const BY = 'cli';

type Verb = (ctx: Context, rest: string[]) => Promise<string[]>;

const VERBS: Record<string, Verb> = {
  'quiz import': async (ctx, rest) => {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { bank: { type: 'string' } },
      allowPositionals: true,
    });
    const file = fileOf(positionals);
    const done = await importBank(
      ctx,
      { user: BY },
      await readFile(file),
      basename(file),
      values.bank ?? basename(file).replace(/\.[^.]+$/, ''),
    );
    return [
      `${done.added} added, ${done.known} there already, ${done.faults.length} rows not imported.`,
      ...done.faults.map((fault) => `  line ${fault.line}: ${fault.reason}  ${fault.row}`),
      ...done.notes.map((note) => `  line ${note.line}: imported, but look at it: ${note.note}  ${note.row}`),
    ];
  },
  'quiz schedule': async (ctx, rest) => {
    const { values } = parseArgs({
      args: rest,
      options: { bank: { type: 'string' }, time: { type: 'string' }, branch: { type: 'string', multiple: true } },
    });
    const [administrator = ''] = ctx.config.ADMIN_USERS;
    const [actor, bank] = await Promise.all([actorOf(ctx, administrator), bankByName(ctx, values.bank ?? '')]);
    if (actor === undefined)
      throw new UserError({
        zh: 'ADMIN_USERS 里没有本工作区的人。',
        en: 'ADMIN_USERS names nobody of this workspace.',
      });
    if (bank === undefined) throw new UserError(WORDS.noBank);
    const said: string[] = [];
    for (const branch of values.branch ?? [undefined]) {
      const audience = branch === undefined ? EVERYBODY : audienceOf({ kind: 'branch', branch });
      const { schedule, reach } = await createSchedule(ctx, actor, {
        name: bank.name,
        bank: bank._id,
        topics: [],
        audience,
        time: values.time ?? '08:00',
        cadence: { kind: 'daily' },
        count: 1,
        lock: 'end-of-shift',
        mode: 'dm',
      });
      const whom = `${branch ?? 'everybody'} (${reach})`;
      said.push(
        `Every working day at ${schedule.time}: one question of "${bank.name}" to ${whom}, until the end of the shift.`,
      );
    }
    return said;
  },
  'members sync': async (ctx) => {
    const { left } = await syncMembers(ctx);
    return [`Members are read from Slack; ${left} have left.`];
  },
  'members import': async (ctx, rest) => {
    const done = await importRoster(ctx, await readFile(fileOf(rest)), BY);
    return importedLines(done, await shiftsWithoutHours(ctx), ctx.config.COMMAND);
  },
  verify: async (ctx, rest) => {
    const { values } = parseArgs({ args: rest, options: { repair: { type: 'boolean' } } });
    const repair = values.repair ?? false;
    const { members, differences: standings } = await verify(ctx, { repair });
    const differences = [...standings, ...(await createRegistry(features).recount(ctx, { repair }))];
    const { rollups, differences: behind } = await verifyRollups(ctx, { repair });
    const count = differences.length + behind.length;
    if (count > 0 && !repair) process.exitCode = 2;
    return [
      `${members} members and ${rollups} roll-ups recounted, ${count} differences${repair ? ', mended' : ''}.`,
      ...differences.map(
        (one) => `  ${one.member} ${one.field}: kept ${String(one.kept)}, ledger ${String(one.ledger)}`,
      ),
      ...behind.map((one) => `  ${one.period} ${one.feature}: kept ${one.kept} entries, ledger ${one.ledger}`),
    ];
  },
};

function fileOf(rest: string[]): string {
  const [file] = rest;
  if (file === undefined) throw new UserError({ zh: '请写上文件名。', en: 'Name a file.' });
  return file;
}

async function run(args: string[]): Promise<void> {
  const two = args.slice(0, 2).join(' ');
  const [verb, rest] = VERBS[two] === undefined ? [VERBS[args[0] ?? ''], args.slice(1)] : [VERBS[two], args.slice(2)];
  if (verb === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 1;
    return;
  }
  const { ctx, close } = await openContext({ ...readConfig(), LOG_LEVEL: 'warn' }, 'cli');
  try {
    await prepare(ctx, features);
    process.stdout.write(`${(await verb(ctx, rest)).join('\n')}\n`);
  } finally {
    await close();
  }
}

/** @param args the words after the program's name */
export async function main(args: string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    const isPlain = error instanceof ConfigError || error instanceof UserError || error instanceof BankFileError;
    process.stderr.write(`${isPlain ? error.message : `This did not work: ${String(error)}`}\n`);
    process.exitCode = 1;
  }
}
