import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAgainst } from './against.ts';
import { type AnnouncementRates, type AnnouncementSizes, measureAnnouncements } from './announcements.ts';
import { type AnswerRates, type AnswerSizes, measureAnswers } from './answers.ts';
import { type ArenaSizes, arenaRows, measureArena } from './arena.ts';
import { type BallotSizes, ballotRows, measureBallots } from './ballots.ts';
import { type BankSearchSizes, bankSearchRows, measureBankSearch } from './bank-search.ts';
import { makeBed } from './bed.ts';
import { measureStandings, type StandingSizes, standingRows } from './contests.ts';
import { type DrawResult, type DrawSizes, measureDraw } from './draw.ts';
import { linesOf } from './figures.ts';
import { keep, kept, plotted, thisRun } from './history.ts';
import { type DossierSizes, dossierRows, measureDossier } from './honours.ts';
import { type LadderSizes, ladderRows, measureLadder } from './ladder.ts';
import { LIVELY } from './receipts.ts';
import { rollupRows } from './rollup-rows.ts';
import { measureRollups, type RollupSizes } from './rollups.ts';
import { measureSends, type SendRates, type SendSizes } from './sends.ts';
import { measureSimilar, type SimilarSizes, similarRows } from './similar.ts';
import { measureStart, type StartResult, type StartSizes } from './start.ts';
import { list, type Row, table } from './table.ts';

/**
 * `npm run bench [-- --quick] [-- --only answers,draw,start,sends,announcements,similar,search,ladder,rollups,contests,honours,ballots] [-- --profile FOLDER] [-- --against REV] [-- --keep] [-- --history]`: measures the bot against a bare Bolt
 * app, side by side on the same services, and prints one table. Ends with 1 when a target is missed.
 */
interface Sizes {
  answers: AnswerSizes;
  sends: SendSizes;
  draw: DrawSizes;
  announcements: AnnouncementSizes;
  similar: SimilarSizes;
  search: BankSearchSizes;
  ladder: LadderSizes;
  start: StartSizes;
  rollups: RollupSizes;
  standings: StandingSizes;
  dossier: DossierSizes;
  arena: ArenaSizes;
  ballots: BallotSizes;
}

const FULL: Sizes = {
  answers: { rounds: 5, each: 1_000, ackRounds: 3, ackSeconds: 5 },
  sends: {
    rounds: 3,
    each: 3_000,
    limited: { count: 1_500, perMinute: 1_200 },
    waiting: 200_000,
    clicks: 600,
    bigSend: 20_000,
  },
  draw: { members: 10_000, questions: 10_000, reviewsEach: 100, rounds: 3 },
  announcements: { receipts: 20_000, rounds: 60, recipients: 20_000, perMinute: 6_000 },
  similar: { items: 10_000, questions: 1_000, rounds: 3 },
  search: { questions: 10_000, looks: 400 },
  ladder: { sessions: 500, people: 100, rounds: 3 },
  start: { rounds: 5, restMs: 3_000 },
  rollups: { members: 20_000, entries: 1_000_000, years: 3, rounds: 41 },
  standings: { units: 500, indicators: 12, weeks: 52, rounds: 40 },
  dossier: { entries: 5_000, others: 60, rounds: 60 },
  arena: { teams: 128, boards: 5, rounds: 5 },
  ballots: { voters: 20_000 },
};
const QUICK: Sizes = {
  answers: { rounds: 3, each: 800, ackRounds: 1, ackSeconds: 4 },
  sends: {
    rounds: 1,
    each: 4_000,
    limited: { count: 500, perMinute: 1_200 },
    waiting: 20_000,
    clicks: 200,
    bigSend: 2_000,
  },
  draw: { members: 2_000, questions: 10_000, reviewsEach: 100, rounds: 1 },
  announcements: { receipts: 20_000, rounds: 20, recipients: 1_500, perMinute: 3_000 },
  similar: { items: 10_000, questions: 200, rounds: 1 },
  search: { questions: 10_000, looks: 80 },
  ladder: { sessions: 500, people: 100, rounds: 1 },
  start: { rounds: 2, restMs: 2_000 },
  rollups: { members: 2_000, entries: 50_000, years: 3, rounds: 21 },
  standings: { units: 500, indicators: 12, weeks: 52, rounds: 12 },
  dossier: { entries: 5_000, others: 10, rounds: 30 },
  arena: { teams: 128, boards: 5, rounds: 3 },
  ballots: { voters: 2_000 },
};

const TARGET = {
  ratio: 0.5,
  ackMs: 100,
  drawSeconds: 4,
  readyMs: 2_000,
  residentMb: 160,
  limitedShare: 0.98,
  grownMb: 60,
  clickMs: 300,
  countMs: 50,
  sendGrownMb: 120,
};

/** Of each build that is compared with another. */
const TURNS = 3;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'answers,draw,start' },
    profile: { type: 'string' },
    against: { type: 'string' },
    keep: { type: 'boolean', default: false },
    history: { type: 'boolean', default: false },
  },
});
const sizes = values.quick ? QUICK : FULL;
const parts = values.only.split(',');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (values.history) {
  say(plotted(kept()));
  process.exit();
}
if (values.against !== undefined) {
  const options = [`--only=${values.only}`, ...(values.quick ? ['--quick'] : [])];
  say(await measureAgainst(values.against, options, TURNS));
  process.exit();
}

const run = values.keep ? thisRun(values.quick ? 'quick' : 'full') : undefined;
const since = performance.now();
const bed = await makeBed();
try {
  const rows: Row[] = [];
  const notes: string[] = [];
  if (parts.includes('start')) rows.push(...startRows(await measureStart(bed, sizes.start)));
  if (parts.includes('answers')) {
    const rates = await measureAnswers(bed, { ...sizes.answers, profile: values.profile });
    rows.unshift(...answerRows(rates));
    const total = Object.values(rates.commands).reduce((sum, count) => sum + count, 0);
    notes.push(
      `MongoDB commands per answer, one answer after the other: ${total.toFixed(2)}\n${list(rates.commands, rates.commandMs)}`,
    );
    notes.push(`Answers at response_url per answer: ${rates.responses.toFixed(2)}`);
  }
  if (parts.includes('sends')) {
    const rates = await measureSends(bed, { ...sizes.sends, profile: values.profile });
    rows.push(...sendRows(rates));
    const total = Object.values(rates.commands).reduce((sum, count) => sum + count, 0);
    notes.push(`MongoDB commands per send: ${total.toFixed(2)}\n${list(rates.commands)}`);
  }
  if (parts.includes('draw')) {
    const drawn = await measureDraw(bed, sizes.draw);
    rows.push(...drawRows(drawn));
    notes.push(`MongoDB commands of one draw:\n${list(drawn.commands)}`);
  }
  if (parts.includes('announcements'))
    rows.push(...announcementRows(await measureAnnouncements(bed, sizes.announcements)));
  if (parts.includes('similar')) rows.push(...similarRows(await measureSimilar(bed, sizes.similar), sizes.similar));
  if (parts.includes('search')) rows.push(...bankSearchRows(await measureBankSearch(bed, sizes.search), sizes.search));
  if (parts.includes('ladder')) rows.push(...ladderRows(await measureLadder(bed, sizes.ladder), sizes.ladder));
  if (parts.includes('rollups')) rows.push(...rollupRows(await measureRollups(bed, sizes.rollups), sizes.rollups));
  if (parts.includes('contests'))
    rows.push(...standingRows(await measureStandings(bed, sizes.standings), sizes.standings));
  if (parts.includes('honours')) rows.push(...dossierRows(await measureDossier(bed, sizes.dossier), sizes.dossier));
  if (parts.includes('contests')) rows.push(...arenaRows(await measureArena(bed, sizes.arena), sizes.arena));
  if (parts.includes('ballots')) rows.push(...ballotRows(await measureBallots(bed, sizes.ballots), sizes.ballots));
  const seconds = Math.round((performance.now() - since) / 1_000);
  say(`${cpus().length} cores, Node ${process.versions.node}, ${values.quick ? 'quick, ' : ''}${seconds} s\n`);
  say(table(rows));
  if (run !== undefined) keep(run, linesOf(table(rows)));
  for (const note of notes) say(`\n${note}`);
  if (rows.some((row) => row.isReached === false)) process.exitCode = 1;
} finally {
  await bed.close();
}

function answerRows(rates: AnswerRates): Row[] {
  const perSecond = (value: number): string => `${Math.round(value)}/s`;
  const ms = ({ p50, p99 }: { p50: number; p99: number }): string => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  const cpu = ({ app, mongo }: { app: number; mongo: number }): string => `${app.toFixed(1)} + ${mongo.toFixed(1)} ms`;
  return [
    {
      what: 'Answers recorded',
      ours: perSecond(rates.ours),
      bare: perSecond(rates.bare),
      ratio: rates.ratio.toFixed(2),
      target: `≥ ${TARGET.ratio}`,
      isReached: rates.ratio >= TARGET.ratio,
    },
    {
      what: '… bare app answers at response_url too',
      ours: perSecond(rates.ours),
      bare: perSecond(rates.bareResponding),
      ratio: rates.ratioResponding.toFixed(2),
    },
    {
      what: 'Ack at 200 answers/s, p50 / p99',
      ours: ms(rates.ackOurs),
      bare: ms(rates.ackBare),
      ratio: (rates.ackOurs.p99 / rates.ackBare.p99).toFixed(2),
      target: `p99 < ${TARGET.ackMs} ms`,
      isReached: rates.ackOurs.p99 < TARGET.ackMs,
    },
    {
      what: 'CPU per answer, app + MongoDB',
      ours: cpu(rates.cpu.ours),
      bare: `${cpu(rates.cpu.bare)} (answering: ${cpu(rates.cpu.responding)})`,
    },
    { what: 'Memory of the bot after the load', ours: `${Math.round(rates.loadedMb)} MB` },
  ];
}

function sendRows(rates: SendRates): Row[] {
  const { waiting, bigSend, limited } = sizes.sends;
  return [
    {
      what: 'Sends without a limit (bare: a BullMQ worker)',
      ours: `${Math.round(rates.ours)}/s`,
      bare: `${Math.round(rates.bare)}/s`,
      ratio: rates.ratio.toFixed(2),
      target: `≥ ${TARGET.ratio}`,
      isReached: rates.ratio >= TARGET.ratio,
    },
    {
      what: `… of ${limited.perMinute} a minute allowed, and Slack's refusals`,
      ours: `${rates.limitedShare.toFixed(3)}, ${rates.refused} refused`,
      target: `≥ ${TARGET.limitedShare}, none`,
      isReached: rates.limitedShare >= TARGET.limitedShare && rates.refused === 0,
    },
    {
      what: `Click to answer while ${bigSend} are sent, p50 / p99`,
      ours: `${rates.click.p50.toFixed(1)} / ${rates.click.p99.toFixed(1)} ms`,
      target: `p99 < ${TARGET.clickMs} ms`,
      isReached: rates.click.p99 < TARGET.clickMs,
    },
    {
      what: `Worker's growth by ${waiting} waiting sends`,
      ours: `${Math.round(rates.grownMb)} MB`,
      target: `< ${TARGET.grownMb} MB`,
      isReached: rates.grownMb < TARGET.grownMb,
    },
  ];
}

function drawRows({ seconds, peakMb, keptMb }: DrawResult): Row[] {
  const { members, questions } = sizes.draw;
  return [
    {
      what: `Draw for ${members} members, bank of ${questions}`,
      ours: `${seconds.toFixed(1)} s`,
      target: `< ${TARGET.drawSeconds} s`,
      isReached: seconds < TARGET.drawSeconds,
    },
    { what: '… heap at its highest / kept after', ours: `+${Math.round(peakMb)} / ${keptMb.toFixed(1)} MB` },
  ];
}

function announcementRows({ receipts, share, refused, planSeconds, grownMb }: AnnouncementRates): Row[] {
  const { receipts: count, recipients, perMinute } = sizes.announcements;
  const ms = ({ p50, p99 }: { p50: number; p99: number }): string => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  return [
    {
      what: `Receipts of ${count}, by branch, p50 / p99`,
      ours: ms(receipts.steady),
      target: `p50 < ${TARGET.countMs} ms`,
      isReached: receipts.steady.p50 < TARGET.countMs,
    },
    { what: `… ${LIVELY} confirmed since the last look`, ours: ms(receipts.lively) },
    { what: '… counted for the first time', ours: ms(receipts.first) },
    {
      what: `Announcement to ${recipients}, of ${perMinute} a minute allowed, and refusals`,
      ours: `${share.toFixed(3)}, ${refused} refused`,
      target: `≥ ${TARGET.limitedShare}, none`,
      isReached: share >= TARGET.limitedShare && refused === 0,
    },
    {
      what: '… growth of the worker',
      ours: `${Math.round(grownMb)} MB`,
      target: `< ${TARGET.sendGrownMb} MB`,
      isReached: grownMb < TARGET.sendGrownMb,
    },
    { what: '… receipts and deliveries written and queued', ours: `${planSeconds.toFixed(1)} s` },
  ];
}

function startRows({ botMs, workerMs, bothMs, botMb, workerMb }: StartResult): Row[] {
  const memory = (what: string, mb: number): Row => ({
    what: `Memory of the ${what} at rest`,
    ours: `${Math.round(mb)} MB`,
    target: `< ${TARGET.residentMb} MB`,
    isReached: mb < TARGET.residentMb,
  });
  return [
    {
      what: 'Start to ready, bot / worker together',
      ours: `${(botMs / 1_000).toFixed(2)} / ${(workerMs / 1_000).toFixed(2)} s`,
      target: `< ${TARGET.readyMs / 1_000} s`,
      isReached: bothMs < TARGET.readyMs,
    },
    memory('bot', botMb),
    memory('worker', workerMb),
  ];
}
