/** The demo company: an aquaculture and farm company with four branches, one of them of people who read English, its people, and the roster its office would export. */

export interface CompanyPerson {
  id: string;
  /** Slack's handle. */
  name: string;
  realName: string;
  email: string;
  title: string;
  locale: 'zh-CN' | 'en-US';
  tz: string;
  isAdmin?: boolean;
  isRestricted?: boolean;
  isDeleted?: boolean;
  isBot?: boolean;
  /** One of the many: nobody can be them, and nobody opens their messages. */
  isCrowd?: boolean;
}

export interface CompanyChannel {
  id: string;
  name: string;
  topic: string;
  isGeneral?: boolean;
  members: string[];
}

export interface Company {
  team: { id: string; name: string; domain: string };
  people: CompanyPerson[];
  channels: CompanyChannel[];
}

/** The branches whose people read Chinese, and the one whose people read English. */
export const CHINESE_BRANCHES = ['总部', '东湖养殖分会', '南岗种植分会', '临港加工分会'];
export const ENGLISH_BRANCH = '国际员工分会';

export const botUserId = 'U0JINGYING';

export type RosterRole = '管理员' | '干部' | '代表' | '职工';

/** A line of the roster. */
export interface Employee {
  number: string;
  /** Slack's. */
  handle: string;
  name: string;
  branch: string;
  team: string;
  post: string;
  role: RosterRole;
  shift: string;
  locale: 'zh-CN' | 'en-US';
}

type Row = [
  number: string,
  handle: string,
  name: string,
  branch: string,
  team: string,
  post: string,
  role: RosterRole,
  shift: string,
  locale?: 'en-US',
];

const rows: Row[] = [
  ['QH1001', 'zhou.lan', '周岚', '总部', '工会办公室', '工会主席', '管理员', '08:00-17:30'],
  ['QH1002', 'he.jianguo', '何建国', '东湖养殖分会', '分会办公室', '分会主席', '干部', '07:30-17:00'],
  ['QH1003', 'chen.xiaomei', '陈小梅', '东湖养殖分会', '一号塘班', '养殖工', '职工', '06:00-14:30'],
  ['QH1004', 'li.qiang', '李强', '东湖养殖分会', '一号塘班', '班组长', '代表', '06:00-14:30'],
  ['QH1005', 'maria.santos', 'Maria Santos', '国际员工分会', '技术班', '苗种技术员', '职工', '08:00-17:30', 'en-US'],
  ['QH2001', 'wu.shufen', '吴淑芬', '南岗种植分会', '分会办公室', '分会主席', '干部', '08:00-17:30'],
  ['QH2002', 'zhao.dali', '赵大力', '南岗种植分会', '农机班', '农机手', '职工', '07:00-16:00'],
  ['QH2003', 'sun.li', '孙丽', '南岗种植分会', '大棚班', '种植工', '代表', '07:00-16:00'],
  ['QH2004', 'tom.baker', 'Tom Baker', '国际员工分会', '技术班', '温室工程师', '职工', '08:00-17:30', 'en-US'],
  ['QH3001', 'huang.wei', '黄伟', '临港加工分会', '分会办公室', '分会主席', '干部', '08:00-17:30'],
  ['QH3002', 'ma.chao', '马超', '临港加工分会', '冷库班', '冷库操作工', '职工', '14:00-22:30'],
  ['QH3003', 'lin.yue', '林月', '临港加工分会', '质检班', '质检员', '代表', '08:00-17:30'],
  ['QH3004', 'aisha.rahman', 'Aisha Rahman', '国际员工分会', '技术班', '检验员', '职工', '22:00-06:30', 'en-US'],
  ['QH3005', 'gao.peng', '高鹏', '临港加工分会', '冷库班', '设备维修工', '职工', '14:00-22:30'],
];

/** The people whom one can be. */
export const PLAYED: readonly Employee[] = rows.map(
  ([number, handle, name, branch, team, post, role, shift, locale]) => ({
    number,
    handle,
    name,
    branch,
    team,
    post,
    role,
    shift,
    locale: locale ?? ('zh-CN' as const),
  }),
);

const emailOf = (one: Employee) => `${one.handle}@qinghe.example`;
/** Slack's id. */
export const idOf = (one: Pick<Employee, 'number'>): string => `U0${one.number}`;

const person = (one: Employee): CompanyPerson => ({
  id: idOf(one),
  name: one.handle,
  realName: one.name,
  email: emailOf(one),
  title: `${one.branch} · ${one.post}`,
  locale: one.locale,
  tz: 'Asia/Shanghai',
  isAdmin: one.role === '管理员',
  ...(PLAYED.includes(one) ? {} : { isCrowd: true }),
});

const branchChannels: [id: string, name: string, branch: string][] = [
  ['C0DONGHU', '东湖养殖分会', '东湖养殖分会'],
  ['C0NANGANG', '南岗种植分会', '南岗种植分会'],
  ['C0LINGANG', '临港加工分会', '临港加工分会'],
  ['C0GUOJI', '国际员工分会', '国际员工分会'],
];

/** The workspace of these people. @param employees those whom one can be, unless told */
export function demoCompany(employees: readonly Employee[] = PLAYED): Company {
  const everyone = [...employees.map(idOf), botUserId];
  return {
    team: { id: 'T0QINGHE', name: '青禾水产', domain: 'qinghe' },
    people: [
      ...employees.map(person),
      {
        id: botUserId,
        name: 'jingying',
        realName: '菁英',
        email: '',
        title: '工会助手',
        locale: 'zh-CN',
        tz: 'Asia/Shanghai',
        isBot: true,
      },
    ],
    channels: [
      { id: 'C0GENERAL', name: '全体职工', topic: '公司与工会的通知', isGeneral: true, members: everyone },
      { id: 'C0SAFETY', name: '安全生产', topic: '隐患、演练、提醒', members: everyone },
      ...branchChannels.map(([id, name, branch]) => ({
        id,
        name,
        topic: `${branch}的日常`,
        members: [...employees.filter((one) => one.branch === branch || one.role === '管理员').map(idOf), botUserId],
      })),
    ],
  };
}

/**
 * The same people as the office's roster file: CSV in UTF-8 with Chinese headers.
 * @param officers what the chairs of the branches are there: officers of the company unless told, so that a story may take any of them
 */
export function demoRoster(employees: readonly Employee[] = PLAYED, officers: '干部' | '分会干部' = '干部'): string {
  const lines = employees.map((one) => [
    one.number,
    one.name,
    emailOf(one),
    one.branch,
    one.team,
    one.post,
    one.role === '干部' ? officers : one.role,
    one.shift,
  ]);
  return `${[['工号', '姓名', '邮箱', '分会', '班组', '岗位', '角色', '班次'], ...lines].map((row) => row.join(',')).join('\n')}\n`;
}
