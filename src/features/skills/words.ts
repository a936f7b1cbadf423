import type { Bilingual } from '../../lib/language.ts';

/** Why something cannot be done in a skill contest, with what to do. */
export const WORDS = {
  gone: {
    zh: '没有找到这场技能比武。请发送“比武”，从列表里打开。',
    en: 'This skill contest doesn’t exist any more. Open the skill contests and choose one from the list.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not saved. Please press again.',
  },
  notYours: {
    zh: '只有管理这场比武的工会干部可以这样做。',
    en: 'Only the union officers of this contest can do that.',
  },
  cannotChange: {
    zh: '现在不能这样改，没有改动。请打开这场比武，看看它到了哪一步。',
    en: 'This can’t be changed now, and nothing was. Open the contest to see how far it is.',
  },
  closed: {
    zh: '报名已经截止，没有改动。下一场开放时会通知你。',
    en: 'Sign-up is over, and nothing was changed. You will hear when the next contest opens.',
  },
  otherBranch: {
    zh: '这是别的分会的比武，没有报上。',
    en: 'This is another branch’s contest, and you are not signed up.',
  },
  otherHeat: {
    zh: '这个项目你已经报了另一场，没有再报。想换场次，请先退出那一场。',
    en: 'You have a seat in another heat of this discipline, and nothing was changed. Withdraw there first to change heats.',
  },
  sameTime: {
    zh: '你在同一时间报了另一个项目，没有再报。请先退出那一场，或者换一场。',
    en: 'You have a seat in another discipline at the same time, and nothing was changed. Withdraw there first, or choose another heat.',
  },
  judgesHere: {
    zh: '你是这个项目的评委，不能参赛，没有报上。',
    en: 'You are a judge of this discipline and can’t compete in it. You are not signed up.',
  },
  needDisciplines: {
    zh: '还没有比赛项目，没有开放报名。请先加一个项目。',
    en: 'There is no discipline yet, so sign-up wasn’t opened. Add a discipline first.',
  },
  needCriteria: {
    zh: '有的项目还没有评分项，没有开放报名。请先把每个项目的评分项加齐。',
    en: 'A discipline has no criteria yet, so sign-up wasn’t opened. Add the criteria of every discipline first.',
  },
  needJudges: {
    zh: '有的项目评委不到 3 位，没有开放报名。请先把评委请齐。',
    en: 'A discipline has fewer than 3 judges, so sign-up wasn’t opened. Name its judges first.',
  },
  needHeats: {
    zh: '有的项目还没有场次，没有开放报名。请先加一场。',
    en: 'A discipline has no heat yet, so sign-up wasn’t opened. Add a heat first.',
  },
  recused: {
    zh: '这位选手要由别的评委来评：同一分会、同一班组、师徒或者本人要回避。已经记下，你什么都不用做。',
    en: 'Other judges score this entrant: judges of the same branch or team, mentors, and entrants themselves are recused. This was written down; there is nothing for you to do.',
  },
  noJudge: {
    zh: '你不是这个项目的评委，看不到评分表。',
    en: 'You are not a judge of this discipline, so you can’t see its score sheets.',
  },
  over: {
    zh: '这位选手没有到场或者已被取消成绩，不用评分了。',
    en: 'This entrant did not come or was disqualified, so there is nothing to score.',
  },
  complete: {
    zh: '这位选手的评分表已经交齐，不能再改。你交的分都在。',
    en: 'All score sheets of this entrant are in, and nothing can be changed any more. What you gave is kept.',
  },
  tooEarly: {
    zh: '这一场还没有开始，现在不能评分。',
    en: 'This heat hasn’t begun, so it can’t be scored yet.',
  },
  notSteward: {
    zh: '录入纸质评分表，要由这个项目的记录员或者管理比武的干部来做。',
    en: 'Score sheets from paper are entered by the stewards of the discipline or the officers of the contest.',
  },
  judgeCopies: {
    zh: '你是这个项目的评委，不能录入别人的评分表。请记录员来录。',
    en: 'You are a judge of this discipline, so you can’t enter other judges’ sheets. Ask a steward.',
  },
  rival: {
    zh: '你在这个项目里参赛，不能录入评分表，也不能记录选手的到场和成绩。请别的记录员或者干部来做。',
    en: 'You compete in this discipline, so you can’t enter its sheets or decide about its entrants. Ask another steward or officer.',
  },
  hasSheets: {
    zh: '这位选手已经有评分表，不能记成没有到场。成绩要取消的，请干部点“取消成绩”，写明原因。',
    en: 'This entrant has score sheets, so they can’t be recorded as absent. An officer can disqualify them, with a reason.',
  },
  unscored: {
    zh: '成绩已经公布，这位选手还没有评完分，现在不能恢复参赛，没有改动。',
    en: 'Results are out, and this entrant was never fully scored, so they can’t take part again. Nothing was changed.',
  },
  misread: {
    zh: '你录的两次都和第一个人录的不一样。请换一个人对着纸面复录，或者勾选“以我录的为准”，再由别人核对。',
    en: 'Twice you have read something else than the first person. Let somebody else copy the sheet, or give up the first copy and let another person check yours.',
  },
  notReady: {
    zh: '这个项目的评分项或者评委还没有定齐，现在不能报名，没有报上。请过一会儿再来，或者找办比武的干部。',
    en: 'This discipline has no criteria or too few judges yet, and you are not signed up. Try again later, or ask the officers of the contest.',
  },
  samePerson: {
    zh: '这张表是你录的，要由另一个人对着纸面再录一遍才算数。你录的还在。',
    en: 'You entered this sheet. It counts once a second person has entered it from the paper, too. What you entered is kept.',
  },
  theoryClosed: {
    zh: '理论考试现在不能作答。报名截止抽签以后开放，到最后一场比完为止。',
    en: 'The theory paper can’t be answered now. It opens when start numbers are drawn and closes with the last heat.',
  },
  notIn: {
    zh: '你没有参加这个项目，没有要答的试卷。',
    en: 'You don’t compete in this discipline, so there is no paper for you.',
  },
  noQuestions: {
    zh: '题库里的题不够出一份试卷，没有开始。请告诉办比武的干部换一个题库；时间还没有开始算。',
    en: 'The banks don’t have enough questions, so the paper hasn’t begun. Tell the officer to choose another bank. Your time isn’t running.',
  },
  notComplete: {
    zh: '还有选手的评分表没有交齐，没有公布。请看“选手”里还差谁；没有到场的，先记下来。',
    en: 'Some score sheets are missing, so nothing was published. See “Entrants” for whose; record people who did not come.',
  },
  beforeEnd: {
    zh: '还有场次没有比完，没有公布。请等最后一场结束。',
    en: 'A heat isn’t over yet, so nothing was published. Wait until the last heat has ended.',
  },
  noResult: {
    zh: '成绩还没有公布。公布时会通知你。',
    en: 'Results aren’t published yet. You will be told when they are.',
  },
  appealOver: {
    zh: '申诉时间已过，或者成绩还没有公布，没有提交。有疑问请找办比武的干部。',
    en: 'The time for appeals is over, or results aren’t published yet, and nothing was sent. Ask the officers of the contest.',
  },
  decidesOwn: {
    zh: '你是这个项目的评委或者选手，这条申诉要由别的干部来裁定。',
    en: 'You judge or compete in this discipline, so another officer has to decide this appeal.',
  },
  hasAppealed: {
    zh: '这个成绩你已经申诉过了，这次没有提交。发送“比武”，在“我的申诉”里看它到了哪一步。',
    en: 'You have appealed against this result already, and nothing was sent. Open the skill contests and “My appeals” to see how far it is.',
  },
  upholdInForm: {
    zh: '改分要写清改哪一项、改成多少。请打开申诉，按“改判”填写。',
    en: 'A changed score needs its criterion and its new value. Open the appeal and press “Change the score”.',
  },
  noCertificate: {
    zh: '没有找到你的这张证书。请打开这场比武，从那里下载。',
    en: 'That certificate isn’t yours or doesn’t exist. Open the contest and download yours from there.',
  },
  annulled: {
    zh: '这张证书已作废，不能下载。',
    en: 'This certificate was annulled and can’t be downloaded.',
  },
  criteriaChanged: {
    zh: '有人同时改了评分项，什么都没有导入。请关掉预览，再导入一次。',
    en: 'Somebody has changed the criteria meanwhile, and nothing was imported. Close the preview and import the file again.',
  },
} satisfies Record<string, Bilingual>;

/** Why a file of criteria is refused as a whole. */
export const CRITERIA_FILE_FAULTS = {
  type: {
    zh: '这不是 CSV 或 XLSX 文件，什么都没有导入。请在表格软件里另存为其中一种。',
    en: 'This is neither CSV nor XLSX, and nothing was imported. Save it as one of them in your spreadsheet.',
  },
  broken: {
    zh: '文件打不开，什么都没有导入。请在表格软件里重新保存后再试。',
    en: 'The file can’t be opened, and nothing was imported. Save it again in your spreadsheet and try once more.',
  },
  bomb: {
    zh: '这个压缩文件展开后大得不正常，什么都没有导入。请在表格软件里另存一份再试。',
    en: 'This file unpacks to far more than a table of criteria, and nothing was imported. Save a fresh copy in your spreadsheet and try again.',
  },
  rows: {
    zh: '文件超过 200 行或 1 MB，什么都没有导入。一个项目最多 12 个评分项。',
    en: 'The file has more than 200 rows or 1 MB, and nothing was imported. A discipline has at most 12 criteria.',
  },
  header: {
    zh: '没有找到“评分项”“分值”两列，什么都没有导入。请下载模板，照着第一行写列名。',
    en: 'There are no columns “criterion” and “points”, and nothing was imported. Get the template and name the columns as it does.',
  },
  empty: {
    zh: '文件里没有评分项，什么都没有导入。请下载模板，照着填。',
    en: 'The file holds no criteria, and nothing was imported. Get the template and fill it in.',
  },
} satisfies Record<string, Bilingual>;
