/** How families read one character, where it is in several ways, or in another than `pinyin-pro` has (《现代汉语词典》, 7th edition). */
const SINGLE = `单單 shan, 覃 qin tan, 乐樂 yue le, 翟 zhai di, 盖蓋 ge gai, 种種 chong zhong, 洗 xian xi, 祭 zhai ji, 解 xie,
  查 zha, 仇 qiu, 区區 ou qu, 曾 zeng, 缪繆 miao mou, 朴 piao pu, 任 ren, 华華 hua, 员員 yun yuan, 能 nai neng, 折 she zhe, 黑 he hei,
  隗 wei kui, 谌諶 chen shen, 宓 mi fu, 尉 wei yu, 薄 bo bao, 柏 bai bo, 费費 fei bi, 郇 xun huan, 繁 po fan, 牟 mou mu,
  便 pian bian, 於 yu, 句 gou ju, 秘祕 bi mi, 重 chong zhong, 朝 chao zhao, 藏 zang cang, 泷瀧 shuang long, 召 shao zhao,
  车車 che ju, 佴 nai er, 晟 cheng sheng, 行 xing hang, 郗 xi chi, 莘 shen xin, 粘 nian zhan, 郄 qie xi, 隽雋 juan jun,
  长長 chang zhang, 适 kuo shi, 乜 nie mie, 六 lu liu, 降 jiang xiang, 角 jue jiao, 弹彈 tan dan, 葛 ge, 贾賈 jia, 纪紀 ji, 石 shi,
  阚闞 kan, 卜 bu, 都 du, 沈 shen, 盛 sheng, 宿 su, 那 na, 谷 gu, 俞 yu, 殷 yin, 万萬 wan, 吕呂 lv lu lyu, 佘 she, 幺 yao,
  相 xiang, 应應 ying, 过過 guo, 强強 qiang jiang, 尹 yin, 红紅 hong, 哈 ha, 撒 sa, 教 jiao, 载載 zai, 阿 a, 会會 gui hui, 侗 dong tong`;

/** Surnames of two characters and more that are read otherwise than their characters alone. */
const COMPOUND: Readonly<Record<string, string>> = {
  单于: 'chan yu',
  單于: 'chan yu',
  尉迟: 'yu chi',
  尉遲: 'yu chi',
  万俟: 'mo qi',
  萬俟: 'mo qi',
  长孙: 'zhang sun',
  長孫: 'zhang sun',
  澹台: 'tan tai',
  澹臺: 'tan tai',
  令狐: 'ling hu',
  鲜于: 'xian yu',
  鮮于: 'xian yu',
  拓跋: 'tuo ba',
  亓官: 'qi guan',
  夹谷: 'jia gu',
  吐谷浑: 'tu yu hun',
  宰父: 'zai fu',
  仆固: 'pu gu',
  黑齿: 'hei chi',
  乐正: 'yue zheng',
  樂正: 'yue zheng',
  公冶: 'gong ye',
};

const READINGS: ReadonlyMap<string, string[]> = new Map(
  SINGLE.split(',').flatMap((entry) => {
    const [characters = '', ...readings] = entry.trim().split(' ');
    return [...characters].map((character) => [character, readings] as const);
  }),
);

/** The readings of a character as a surname, the likeliest first; undefined where it has the one that it is known by. */
export function surnameReadings(character: string): readonly string[] | undefined {
  return READINGS.get(character);
}

/** The syllables of the surname of several characters at the head of these, if there is one. */
export function compoundSurname(characters: readonly string[]): string[] | undefined {
  const found = [3, 2].map((length) => COMPOUND[characters.slice(0, length).join('')]);
  return found.find((syllables) => syllables !== undefined)?.split(' ');
}
