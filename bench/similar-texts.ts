import { seededRandom } from '../src/lib/seeded.ts';

const list = (words: string): string[] => words.split(' ');

/** What suggestions are about in a company of fish farms, works and offices; the common ones first, as `oneOf` draws them. */
const PLACES = list(
  '食堂 东湖冷库 宿舍三楼 北门 机修车间 更衣室 二号码头 育苗室 包装线 停车场 饲料仓库 化验室 配电房 浴室 办公楼电梯 职工书屋 水泵站 晒网场 班车站 门卫室 净化车间 会议室 篮球场 巡塘道路 屠宰间 锅炉房 网箱平台 加工一线 制冰间 医务室',
);
const THINGS = list(
  '路灯 热水器 空调 饮水机 排水沟 增氧机 叉车 门锁 风扇 货架 监控 工作服 班车 洗衣机 防滑垫 雨棚 护栏 消防栓 手套 标识牌 插座 水管 投饵机 电子秤 传送带 储物柜 无线网 排班表 灭火器 安全帽 充电桩 温度计 通风管 急救箱 扶手 垃圾桶 台秤 对讲机 吊机 渔网 地磅 救生衣 打卡机 窗户 油烟机 微波炉 投影仪 空压机 冷凝器 手推车',
);
const FAULTS = list(
  '经常坏 漏水 不够用 声音太大 晚上不亮 没有人检查 位置太远 生锈严重 温度上不去 容易滑倒 反应很慢 数量不对 接触不良 关不严 总是排队 味道难闻 积灰很厚 漆掉光了 皮带打滑 电池耗得快 松动 堵塞 开裂 过期 看不清 压力不足 结冰 老鼠咬过 配件买不到 说明书丢失',
);
const EFFECTS = list(
  '夜班的同事很不方便 影响交接班 有人摔过一次 浪费电 客户来参观不好看 年纪大的师傅吃力 新来的学员不会用 下雨天更危险 误了两回发货 冬天手冻得疼 鱼苗损耗变多 大家只好自己掏钱 检查时被扣过分 孩子放学没处待 饭菜凉了才吃上 文件常常找不到 耽误维修进度 工时算不清楚 药品失效没人发现 晒得人中暑',
);
const WISHES = list(
  '换新的 每周检修 多配几台 加装照明 专人负责 贴上说明 改成刷卡 挪到入口旁边 统一采购 错峰使用 加固焊牢 写进巡检表 公示维修电话 办个培训班 联系厂家 铺一层胶垫 设临时备用 用手机报修 定期消毒 按季节调整时间 分两个窗口 增加预算 拍照留档 评比奖励 安装遮阳网 收集旧件再利用',
);

/** The first of a list come far more often than the last, as in what people write. */
function oneOf(words: readonly string[], random: () => number): string {
  return words[Math.min(words.length, Math.floor((words.length + 1) ** random())) - 1] ?? '';
}

/** A suggestion as a worker writes it. The same number is the same text. */
export function textAt(index: number): string {
  const random = seededRandom(`suggestion ${index}`);
  const [place, thing, other] = [oneOf(PLACES, random), oneOf(THINGS, random), oneOf(THINGS, random)];
  const [fault, effect] = [oneOf(FAULTS, random), oneOf(EFFECTS, random)];
  const [wish, more] = [oneOf(WISHES, random), oneOf(WISHES, random)];
  return `${place}的${thing}${fault}，${effect}。建议${wish}，${other}也一起${more}。`;
}
