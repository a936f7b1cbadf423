import { channels, check, choice, people, person } from '../../bot/draw/form/chosen.ts';
import { type FormSpec, form } from '../../bot/draw/form/form.ts';
import { date, files, number, text } from '../../bot/draw/form/kinds.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';
import {
  DEFAULT_CAP,
  DEFAULT_HALF,
  DIRECTIONS,
  FOLDS,
  type Indicator,
  KINDS,
  LEVELS,
  MOST_VALUE,
  PACES,
  SCALES,
} from './rules/facts.ts';

const PEOPLE = 10;
const ASKED_FIRST = 5;

/** A label, and what is said below it. */
const asked = (label: Bilingual, hint?: Bilingual) => ({ label, ...(hint === undefined ? {} : { hint }) });
const titled = (title: Bilingual, submit: Bilingual = { zh: '保存', en: 'Save' }): FormSpec => ({
  title,
  submit,
  close: { zh: '关闭', en: 'Close' },
});

type Choices = 'kinds' | 'levels' | 'directions' | 'scales' | 'paces' | 'folds';
/** One of a few, in the words of the catalogue. */
const radio = <T extends string>(key: Choices, of: readonly T[], initial: T) => ({
  of,
  words: (locale: Locale, one: T): string => (messages[locale].choices[key] as Record<string, string>)[one] ?? one,
  look: 'radio' as const,
  initial,
});

export const competitionForm = form(
  'competition.edit',
  {
    name: text({
      ...asked({ zh: '主题', en: 'Theme' }, { zh: '例如：勇闯新业——拼搏2024', en: 'Such as: Break new ground, 2024' }),
      max: 60,
      needed: true,
    }),
    kind: choice({ ...asked({ zh: '竞赛类型', en: 'Kind' }), ...radio('kinds', KINDS, 'theme') }),
    from: date({ ...asked({ zh: '开始日期', en: 'First day' }), needed: true }),
    to: date({ ...asked({ zh: '结束日期', en: 'Last day' }), needed: true }),
    level: choice({
      ...asked(
        { zh: '谁和谁比', en: 'Who competes' },
        {
          zh: '不另选，就是你管的全部分会、班组或职工。',
          en: 'All branches, teams or workers that you manage, unless you choose.',
        },
      ),
      ...radio('levels', LEVELS, 'branch'),
    }),
    chosen: people({
      ...asked(
        { zh: '只让这些参赛', en: 'Only these compete' },
        { zh: '输入名称来选。级别要和上面一致。', en: 'Type a name. They have to be of the level above.' },
      ),
      source: 'competition.units',
      max: 100,
      more: true,
    }),
    prizes: text({
      ...asked(
        { zh: '各名次得分', en: 'Points by rank' },
        {
          zh: '第一名、第二名……，用逗号隔开。参赛单位的每位职工都得这么多分。',
          en: 'For the first, the second …, with commas. Every worker of the unit gets them.',
        },
      ),
      max: 80,
      initial: '10,6,3',
      more: true,
    }),
    channel: channels({
      ...asked(
        { zh: '名次发到频道', en: 'Post standings in a channel' },
        {
          zh: '参赛的职工照样收到。小指标每周或每月发一次，其余每月一次。',
          en: 'Those who compete get them anyway. Weekly indicators of a small contest every week, others every month.',
        },
      ),
      max: 1,
      more: true,
    }),
    half: number({
      ...asked(
        { zh: '人数修正（人）', en: 'Size correction (people)' },
        {
          zh: '只用于人均和比率。这么多人的单位，一半看自己，一半看平均：人少的一次好坏多半是偶然。0 就是不修正。',
          en: 'For per-head figures and rates only. A unit of so many people counts half its own, half the mean: a small unit’s result is largely luck. 0 turns it off.',
        },
      ),
      min: 0,
      max: 1_000,
      initial: DEFAULT_HALF,
      more: true,
      needed: true,
    }),
  },
  titled({ zh: '劳动竞赛', en: 'Competition' }),
);

const assigned = {
  reporters: people({ ...asked({ zh: '谁填报', en: 'Who reports it' }), max: PEOPLE }),
  verifiers: people({
    ...asked(
      { zh: '谁核定', en: 'Who verifies it' },
      {
        zh: '不能和填报人是同一个人。核定以后才计入名次。',
        en: 'Never somebody who reports it. Only verified values count.',
      },
    ),
    max: PEOPLE,
  }),
};

export const indicatorForm = form(
  'competition.indicator',
  {
    name: text({
      ...asked(
        { zh: '指标和计量单位', en: 'Indicator and unit of measure' },
        { zh: '单位写在括号里，例如：亩产量（公斤）', en: 'The unit in brackets, such as: Yield per mu (kg)' },
      ),
      max: 60,
      needed: true,
    }),
    direction: choice({
      ...asked({ zh: '怎样算好', en: 'What is better' }),
      ...radio('directions', DIRECTIONS, 'more'),
    }),
    source: text({
      ...asked(
        { zh: '数据来源', en: 'Where the number comes from' },
        {
          zh: '例如：生产日报、质检台账。由菁英统计的不用填。',
          en: 'Such as: production log, inspection ledger. Not needed for what Jingying counts.',
        },
      ),
      max: 100,
    }),
    ...assigned,
    figure: choice({
      ...asked(
        { zh: '由菁英统计', en: 'Counted by Jingying' },
        {
          zh: '选了就不用填报和核定，也不用写来源。',
          en: 'Then nobody reports or verifies it, and it needs no source.',
        },
      ),
      more: true,
    }),
    target: number({
      ...asked(
        { zh: '目标值', en: 'Target' },
        { zh: '不填就和各单位的平均比。', en: 'Without one, units are measured against their mean.' },
      ),
      min: 0,
      max: MOST_VALUE,
      decimals: true,
      more: true,
    }),
    weight: number({
      ...asked(
        { zh: '权重', en: 'Weight' },
        { zh: '只按规则加扣分的，写 0。', en: '0 for an indicator that counts by its rule only.' },
      ),
      min: 0,
      max: 100,
      initial: 10,
      more: true,
      needed: true,
    }),
    scale: choice({
      ...asked(
        { zh: '大小单位怎样比', en: 'Comparing large and small units' },
        { zh: '人均和比率会做人数修正。', en: 'Per-head figures and rates are corrected for size.' },
      ),
      ...radio('scales', SCALES, 'total'),
      more: true,
    }),
    pace: choice({
      ...asked({ zh: '多久填一次', en: 'How often it is reported' }),
      ...radio('paces', PACES, 'month'),
      more: true,
    }),
    fold: choice({
      ...asked({ zh: '各期怎样合计', en: 'How the periods add up' }),
      ...radio('folds', FOLDS, 'sum'),
      more: true,
    }),
    each: number({
      ...asked(
        { zh: '每一个加几分', en: 'Points for each' },
        {
          zh: '加在总分上。扣分写负数：一起事故扣 5 分，就写 -5。不填就不加不扣。',
          en: 'On top of the total. Negative to take away: -5 if an accident costs 5 points. Empty: none.',
        },
      ),
      min: -100,
      max: 100,
      decimals: true,
      more: true,
    }),
    outOver: number({
      ...asked(
        { zh: '超过几个就取消名次', en: 'Disqualified if more than' },
        { zh: '一起也不许，就写 0。不填就不取消。', en: '0 if a single one disqualifies. Empty: never.' },
      ),
      min: 0,
      max: MOST_VALUE,
      decimals: true,
      more: true,
    }),
    days: number({
      ...asked(
        { zh: '截止（天）', en: 'Cut-off (days)' },
        {
          zh: '每期结束后几天内填报。',
          en: 'Days after the end of a period within which its value is reported.',
        },
      ),
      min: 0,
      max: 60,
      initial: 5,
      more: true,
      needed: true,
    }),
    cap: number({
      ...asked(
        { zh: '单项最高分', en: 'Best score of this indicator' },
        { zh: '达到目标是 100 分。', en: 'The target is 100.' },
      ),
      min: 100,
      max: 1_000,
      initial: DEFAULT_CAP,
      more: true,
      needed: true,
    }),
  },
  titled({ zh: '指标', en: 'Indicator' }),
);

export const peopleForm = form('competition.people', assigned, titled({ zh: '填报人和核定人', en: 'Who does what' }));

const competitor = (label: Bilingual, source: 'competitors' | 'ownUnits' = 'competitors') =>
  person({ ...asked(label), source: `competition.${source}`, needed: true });

export const changeForm = form(
  'competition.change',
  {
    unit: competitor({ zh: '单位', en: 'Unit' }),
    points: number({
      ...asked(
        { zh: '加几分', en: 'Points to add' },
        { zh: '扣分写负数，例如 -5。', en: 'Negative to take away, such as -5.' },
      ),
      min: -100,
      max: 100,
      decimals: true,
      initial: 0,
      needed: true,
    }),
    isOut: check({
      ...asked({ zh: '取消名次', en: 'Disqualify' }),
      yes: { zh: '不参加排名，列在最后', en: 'Out of the ranking, listed last' },
    }),
    reason: text({
      ...asked({ zh: '原因', en: 'Reason' }, { zh: '大家都看得到。', en: 'Everybody can see it.' }),
      max: 300,
      needed: true,
      long: true,
    }),
  },
  titled({ zh: '加分扣分', en: 'Bonus and malus' }),
);

export const reportForm = form(
  'competition.report',
  {
    unit: competitor({ zh: '单位', en: 'Unit' }),
    slot: choice({ ...asked({ zh: '哪一期', en: 'Period' }), needed: true }),
    value: text({ ...asked({ zh: '数值', en: 'Value' }), max: 40, needed: true }),
    reason: text({
      ...asked(
        { zh: '更正的原因', en: 'Reason for the correction' },
        {
          zh: '只有更正已核定的数才要写，大家都看得到。',
          en: 'Only to correct a verified value. Everybody can see it.',
        },
      ),
      max: 300,
    }),
  },
  titled({ zh: '填报', en: 'Report a value' }, { zh: '提交', en: 'Send' }),
);

const SEND_BACK = { zh: '退回', en: 'Send back' };
export const refuseForm = form(
  'competition.refuse',
  {
    reason: text({
      ...asked(
        { zh: '为什么退回', en: 'Why it is sent back' },
        { zh: '填报人会看到。', en: 'The person who reported it will see it.' },
      ),
      max: 300,
      needed: true,
      long: true,
    }),
  },
  titled(SEND_BACK, SEND_BACK),
);

export const challengeForm = form(
  'competition.challenge',
  {
    challenger: competitor({ zh: '代表哪个单位', en: 'For which unit you speak' }, 'ownUnits'),
    rival: competitor({ zh: '向谁挑战', en: 'Whom you challenge' }),
    indicator: choice({
      ...asked(
        { zh: '比哪一项', en: 'On which indicator' },
        { zh: '不选就比总分。', en: 'On the total, unless you choose one.' },
      ),
    }),
    stake: text({
      ...asked(
        { zh: '赌约', en: 'Stake' },
        {
          zh: '例如：输的一方给赢的一方打扫一次塘口。',
          en: 'Such as: the loser cleans the winner’s pond once.',
        },
      ),
      max: 200,
      needed: true,
    }),
  },
  titled({ zh: '发起对手赛', en: 'Challenge a rival' }, { zh: '发出挑战', en: 'Send the challenge' }),
);

const DECLINE = { zh: '不应战', en: 'Decline' };
export const answerForm = form(
  'competition.answer',
  {
    words: text({ ...asked({ zh: '想说的话（可以不写）', en: 'Anything to say? (optional)' }), max: 200, long: true }),
  },
  titled(DECLINE, DECLINE),
);

const PREVIEW = { zh: '导入预览', en: 'Preview' };
export const fileForm = form(
  'competition.import',
  {
    competition: choice({ ...asked({ zh: '哪个竞赛', en: 'Competition' }), needed: true }),
    file: files({
      ...asked(
        { zh: '文件', en: 'File' },
        { zh: 'XLSX 或 CSV。导入前会显示预览。', en: 'XLSX or CSV. You see a preview first.' },
      ),
      max: 1,
      types: ['csv', 'xlsx'],
      needed: true,
    }),
  },
  titled({ zh: '导入数值', en: 'Import values' }, PREVIEW),
);

/** The weights of a competition’s indicators, for a trial: the field of each is its place. */
export const weightsForm = (indicators: readonly Pick<Indicator, 'name' | 'weight'>[]) =>
  form(
    'competition.try',
    Object.fromEntries(
      indicators.map(({ name, weight }, at) => [
        `w${at}`,
        number({
          label: { zh: name, en: name },
          min: 0,
          max: 100,
          initial: weight,
          needed: true,
          ...(at < ASKED_FIRST ? {} : { more: true }),
        }),
      ]),
    ),
    titled({ zh: '权重试算', en: 'Try other weights' }, { zh: '看结果', en: 'See the result' }),
  );
