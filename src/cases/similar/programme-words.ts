/**
 * Words of the programme and of the shop floor that the segmenter takes apart or that people say in several ways: each line one
 * thing, by the word it is compared as.
 */
const LINES = `
职代会 职工代表大会 职工大会 职代大会
班组长 班长 组长
劳保 劳动保护 劳保用品 防护用品 劳防用品
劳模 劳动模范
合理化建议 金点子
行车 天车 桥式起重机 桥吊
安全帽 头盔
食堂 饭堂 餐厅
厕所 卫生间 洗手间
宿舍 寝室 员工公寓
班车 通勤车 接送车 厂车
空调 冷气
电动车 电瓶车 电动自行车 电单车
工资条 工资单
工资 薪水 薪资 薪酬
津贴 补贴 补助
年休假 年假 带薪假
夜班 大夜 上夜班
塘 鱼塘 池塘 养殖塘 虾塘
围栏 护栏 栏杆
投料机 投饵机 喂料机 投喂机 饲料机
增氧机 增氧泵
化验室 实验室 检验室
通风橱 通风柜
仓库 库房
图书室 职工书屋 图书馆 阅览室 书屋
球桌 球台
书 书籍
鞋 鞋子
噪音 噪声
更衣柜 储物柜 衣柜
皮带机 输送皮带 皮带 输送带
拉绳 拉线
踏板 跳板 脚踏板
网络 网 wifi 无线网 宽带
手套 劳保手套
污水站 污水处理站 污水处理厂 污水处理
托管班 托管
暑假 暑期
临时工 劳务工 派遣工 劳务派遣 外包工
倒班 三班倒 轮班 换班
师徒 师傅 徒弟 带徒 师带徒 师徒结对
奖励 奖金
增长 涨
臭 味道 异味 气味 臭味
异响 响 响声
故障 失灵
漏水 渗水 防水
冷库 冻库
氨 氨气 氨机房 液氨
安全通道 消防通道 疏散通道
充电桩 充电
防滑 打滑
烘干机 干衣机
工会
急停
帽带
叉车
绞车
断丝
卡料
吊装
灭火器
配电箱
脚手架
排队
微波炉
减速带
雨衣
滤网
滤芯
面罩
哺乳室
体检
停车场
洗手液
电梯
空压机
粉碎机
高温费 高温补贴 高温津贴
夜班费
饭菜 菜 伙食
暖气 供暖
`;

const COMPARED_AS = new Map(
  LINES.trim()
    .split('\n')
    .flatMap((line) => {
      const said = line.split(' ');
      return said.map((word) => [word, said[0] ?? word] as const);
    }),
);

/** The longest first: 职工代表大会 before what stands in it. A single character is a word only by itself. */
const KNOWN = new RegExp(
  [...COMPARED_AS.keys()]
    .filter((word) => word.length > 1)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

/** The programme's words in a text, as they are compared, and what stands between them. @param text in lower case */
export function programmeWords(text: string): { words: string[]; rest: string } {
  const words = text.match(KNOWN) ?? [];
  return { words: words.map(comparedAs), rest: text.replace(KNOWN, ' ') };
}

/** The word that a word is compared as: itself, where no other is said for it. */
export function comparedAs(word: string): string {
  return COMPARED_AS.get(word) ?? word;
}

export function isProgrammeWord(word: string): boolean {
  return COMPARED_AS.has(word);
}
