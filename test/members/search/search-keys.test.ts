import { describe, expect, it } from 'vitest';
import { searchKeys } from '../../../src/members/search/keys.ts';
import { searchWord } from '../../../src/members/search/word.ts';
import { sourceFiles } from '../../helpers/source-tree.ts';

const finds = (names: string[], numbers: string[], typed: string) =>
  searchKeys(names, numbers).some((key) => key.startsWith(searchWord(typed)));

it('pinyin is loaded in a thread, or with the first slip of a name: a process at rest does not carry its tables', () => {
  const importing = (target: string) =>
    sourceFiles('src', 'jobs')
      .filter(({ imports }) => imports.some((one) => one.target === target && !one.isType))
      .map(({ path }) => path);
  const atOnce = sourceFiles('src', 'jobs').filter(({ text }) => /^import (?!type)[^;]*\/nearest\.ts';/m.test(text));
  expect(importing('pinyin-pro')).toEqual(['src/bot/typed/nearest.ts', 'src/members/search/keys.ts']);
  expect(atOnce.map(({ path }) => path)).toEqual([]);
  expect(importing('src/members/search/keys.ts')).toEqual([]);
});

describe('the keys of a search', () => {
  it.each([
    ['陈小美', '陈小美'],
    ['陈小美', '小美'],
    ['陈小美', 'chen xiao mei'],
    ['陈小美', 'ChenX'],
    ['陈小美', 'cxm'],
    ['陈小美', 'chenxm'],
    ['陈小美', 'xiaomei'],
    ['陈小美', 'xm'],
    ['单雄信', 'shan'],
    ['仇英', 'qiuy'],
    ['欧阳修', 'ouyang'],
    ['吕布', 'lvbu'],
    ['吕布', 'lubu'],
    ['吕布', 'lyubu'],
    ['单于明', 'chanyuming'],
    ['单于明', 'chanyum'],
    ['单于明', 'cym'],
    ['单于明', 'shanyu'],
    ['单明', 'shanming'],
    ['覃小美', 'qinxiaomei'],
    ['覃小美', 'tanxm'],
    ['覃小美', 'txm'],
    ['乐嘉', 'yuejia'],
    ['乐嘉', 'lej'],
    ['樂嘉', 'le jia'],
    ['翟天', 'zhait'],
    ['翟天', 'dit'],
    ['盖文', 'gew'],
    ['盖文', 'gaiwen'],
    ['种师道', 'chongshidao'],
    ['种师道', 'zhongshidao'],
    ['洗星海', 'xianxinghai'],
    ['洗星海', 'xixh'],
    ['祭遵', 'zhaiz'],
    ['祭遵', 'jizun'],
    ['解晓东', 'xiexiaodong'],
    ['查良镛', 'zhaliangyong'],
    ['区浩', 'ouhao'],
    ['曾志伟', 'zengzw'],
    ['尉迟恭', 'yuchigong'],
    ['尉迟恭', 'yuchig'],
    ['尉迟恭', 'ycg'],
    ['万俟卨', 'moqi'],
    ['长孙无忌', 'zhangsunwj'],
    ['缪杰', 'miaojie'],
    ['朴树', 'piaoshu'],
    ['任重', 'renzhong'],
    ['任重', 'renchong'],
    ['华罗庚', 'huaLG'],
    ['车小明', 'chexm'],
    ['吐谷浑刚', 'tuyuhung'],
    ['乐正长乐', 'yuezhengchangle'],
    ['乐长乐', 'lezhangyue'],
    ['王长乐', 'wangchangle'],
    ['王长乐', 'wangzhangle'],
    ['阿依古丽·买买提', 'maimaiti'],
    ['Maria Santos', 'santos'],
    ['Maria Santos', 'maria s'],
    ['Maria Santos', 'ms'],
    ['José Núñez', 'jose nunez'],
    ['Ｗａｎｇ Wu (王五)', 'wangwu'],
    ['Ｗａｎｇ Wu (王五)', '王五'],
  ])('of %s are found by "%s"', (name, typed) => {
    expect(finds([name], [], typed)).toBe(true);
  });

  it.each([
    ['陈小美', 'hen'],
    ['陈小美', '陈美'],
    ['陈小美', 'cm'],
    ['单雄信', 'dan'],
    ['解晓东', 'jie'],
    ['仇英', 'chou'],
    ['曾志伟', 'ceng'],
    ['Maria Santos', 'aria'],
  ])('of %s are not found by "%s"', (name, typed) => {
    expect(finds([name], [], typed)).toBe(false);
  });

  it('have the number, and its digits alone', () => {
    for (const typed of ['QH1003', 'qh10', '1003', 'qh-1003']) expect(finds(['陈小美'], ['QH1003'], typed)).toBe(true);
    expect(finds([], ['QH1003'], '003')).toBe(false);
  });

  it('are few, and none begins another', () => {
    const keys = searchKeys(['乐乐乐乐乐乐乐乐'.repeat(10), 'x '.repeat(40)], ['QH1003']);
    expect(keys.length).toBeLessThan(120);
    for (const key of keys) expect(keys.filter((other) => other !== key && other.startsWith(key))).toEqual([]);
  });

  it('of nothing are none', () => {
    expect(searchKeys(['', '···', '🎣'], [''])).toEqual([]);
  });
});
