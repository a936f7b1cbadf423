import { comparedAs, isProgrammeWord, programmeWords } from './programme-words.ts';

/** So much of what was written must be in the other one. */
const LEAST_SHARE = 0.34;

/** Words that say nothing of what a text is about: they ask, wish, count and complain. */
const STOP = new Set(
  `我们 你们 他们 大家 自己 有人 没人 人员 每个 每人 一个 一种 一台 一次 这个 那个 这些 那些 这里 那里 这样 那样 哪里 什么 什么时候 怎么 怎么办 怎样
  如何 为什么 请问 希望 建议 意见 反映 想要 想 可以 能够 能否 能不能 可不可以 应该 应当 需要 必须 没有 没 不够 不足 不行 不到 不了 不能 不会 不让 不好 不太
  无法 缺 缺少 太 很 非常 特别 比较 十分 有点 有些 一点 一些 一下 总 总是 经常 老是 一直 已经 还是 还没 仍然 从来 常常 平时 现在 目前 今天 昨天 今年 去年 最近
  很久 长期 时候 时间 以后 以前 之后 之前 因为 所以 但是 而且 如果 或者 并且 尽快 尽早 及时 马上 领导 重视 解决 处理 问题 情况 方面 东西 地方 组织 增加 增设 添加
  改善 改进 加强 提高 完善 调整 安排 提供 更换 更新 坏 坏了 损坏 修 修理 维修 没人修 有的 里面 上面 下面 旁边 门口 晚上 夜里 夜间 半夜 早上 上午 下午 中午 白天 看不见 听不见 看不清 每次 每天 谢谢 感谢 麻烦 得厉害 厉害 看看 来看 只有 只能 差点 成立 举行 公司 厂里
  的 了 是 在 和 与 及 或 也 都 就 有 我 你 他 她 它 请 能 这 那 哪 不 无 少 多 大 小 高 低 上 下 里 外 前 后 中 内 时 人 个 只 次 台 件 张 把 被 让 给 要 会 去 来 到 对 做 用 看 说 点 些
  得 地 着 过 吗 呢 吧 啊 呀 嘛 而 但 并 还 又 再 才 更 最 该 每 各 位 号 第 一 二 三 四 五 六 七 八 九 十 两 半 几 月 年 日 天 换 缺 没 办 发 加 拿 放 老 新 旧 好 差 为 从 向 跟 等 所 之 其 于 以 可 批 出 进 起
  a an the of to in on at by for from with is are was be and or not no we i you it its this that these there our my do does did has have had please can could should would more very too`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const HAN_ONLY = /^\p{Script=Han}+$/u;
const COUNT = /^\d{1,3}$/;

let segmenter: Intl.Segmenter | undefined;

/**
 * What a text speaks of, each once: the programme's own words, and of the rest the segmenter's. Neighbouring single characters, which
 * are what it makes of a word that it does not know (缆|桩), also count as pairs; a long word (体检报告) also by its pairs.
 */
export function wordsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const { words, rest } = programmeWords(text.normalize('NFKC').toLowerCase());
  const found = new Set(words);
  let single = '';
  for (const { segment, isWordLike } of segmenter.segment(rest)) {
    const isTelling = isWordLike === true && !STOP.has(segment) && !COUNT.test(segment);
    const isSingle = isTelling && segment.length === 1 && HAN_ONLY.test(segment);
    if (isSingle && single !== '') found.add(single + segment);
    single = isSingle ? segment : '';
    if (!isTelling) continue;
    found.add(comparedAs(segment));
    if (segment.length > 3 && HAN_ONLY.test(segment)) for (const pair of pairsOf(segment)) found.add(comparedAs(pair));
  }
  return [...found];
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)).filter((pair) => !STOP.has(pair));
}

/** A word of the programme tells more than another, a single character less: it is mostly part of a pair. */
const BY_KIND = { programme: 2, single: 0.25, other: 1 } as const;

function kindOf(word: string): keyof typeof BY_KIND {
  if (isProgrammeWord(word)) return 'programme';
  return word.length === 1 ? 'single' : 'other';
}

/**
 * Whether two texts speak of one matter: a good part of what is written stands in the other one, rare words counting more.
 * @param rarityOf how rare a word is, above 0
 */
export function areAlike(
  written: readonly string[],
  listed: readonly string[],
  rarityOf: (word: string) => number,
): boolean {
  const sum = (words: readonly string[]): number =>
    words.reduce((total, word) => total + rarityOf(word) * BY_KIND[kindOf(word)], 0);
  const own = new Set(written);
  const shared = sum(listed.filter((word) => own.has(word)));
  return shared > 0 && shared >= sum(written) * LEAST_SHARE;
}
