/** Five questions, one of each kind, as an officer's table has them. */
export const FIVE_KINDS = [
  '题型,题干,选项A,选项B,选项C,选项D,答案,容差,解析,出处,分类',
  '单选,塘边作业先穿什么？,救生衣,雨衣,工作服,什么也不穿,A,,落水时救生衣保命。,《水上作业规程》第三条,水上安全',
  '多选,下塘前要查哪几样？,水深,水温,天气预报,食堂菜单,ABC,,三样都查过再下塘。,,水上安全',
  '判断,可以一个人夜里巡塘。,,,,,错,,夜巡两人同行。,,水上安全',
  '填空,增氧机漏电先拉什么？,,,,,电闸|闸刀,,断电以后再查。,,用电安全',
  '数值,水温超过多少度要停喂？,,,,,32,0.5,按养殖规程。,,养殖技术',
].join('\n');

/** Questions of one choice, `第N题`, of which `做对N` is always right. */
export function singles(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `单选,第${n + 1}题怎么做？,做对${n},做错${n},A,第${n}条,练习`);
  return ['题型,题干,选项A,选项B,答案,解析,分类', ...rows].join('\n');
}
