/** The demo company: an aquaculture and farm company with three branches, its people, and the roster its office would export. */

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

export const botUserId = 'U0JINGYING';

type Role = '管理员' | '干部' | '代表' | '职工';

interface Employee {
  number: string;
  handle: string;
  name: string;
  branch: string;
  team: string;
  post: string;
  role: Role;
  shift: string;
  english?: true;
}

const employees: Employee[] = [
  {
    number: 'QH1001',
    handle: 'zhou.lan',
    name: '周岚',
    branch: '总部',
    team: '工会办公室',
    post: '工会主席',
    role: '管理员',
    shift: '08:00-17:30',
  },
  {
    number: 'QH1002',
    handle: 'he.jianguo',
    name: '何建国',
    branch: '东湖养殖分会',
    team: '分会办公室',
    post: '分会主席',
    role: '干部',
    shift: '07:30-17:00',
  },
  {
    number: 'QH1003',
    handle: 'chen.xiaomei',
    name: '陈小梅',
    branch: '东湖养殖分会',
    team: '一号塘班',
    post: '养殖工',
    role: '职工',
    shift: '06:00-14:30',
  },
  {
    number: 'QH1004',
    handle: 'li.qiang',
    name: '李强',
    branch: '东湖养殖分会',
    team: '一号塘班',
    post: '班组长',
    role: '代表',
    shift: '06:00-14:30',
  },
  {
    number: 'QH1005',
    handle: 'maria.santos',
    name: 'Maria Santos',
    branch: '东湖养殖分会',
    team: '苗种班',
    post: '苗种技术员',
    role: '职工',
    shift: '08:00-17:30',
    english: true,
  },
  {
    number: 'QH2001',
    handle: 'wu.shufen',
    name: '吴淑芬',
    branch: '南岗种植分会',
    team: '分会办公室',
    post: '分会主席',
    role: '干部',
    shift: '08:00-17:30',
  },
  {
    number: 'QH2002',
    handle: 'zhao.dali',
    name: '赵大力',
    branch: '南岗种植分会',
    team: '农机班',
    post: '农机手',
    role: '职工',
    shift: '07:00-16:00',
  },
  {
    number: 'QH2003',
    handle: 'sun.li',
    name: '孙丽',
    branch: '南岗种植分会',
    team: '大棚班',
    post: '种植工',
    role: '代表',
    shift: '07:00-16:00',
  },
  {
    number: 'QH2004',
    handle: 'tom.baker',
    name: 'Tom Baker',
    branch: '南岗种植分会',
    team: '大棚班',
    post: '温室工程师',
    role: '职工',
    shift: '08:00-17:30',
    english: true,
  },
  {
    number: 'QH3001',
    handle: 'huang.wei',
    name: '黄伟',
    branch: '临港加工分会',
    team: '分会办公室',
    post: '分会主席',
    role: '干部',
    shift: '08:00-17:30',
  },
  {
    number: 'QH3002',
    handle: 'ma.chao',
    name: '马超',
    branch: '临港加工分会',
    team: '冷库班',
    post: '冷库操作工',
    role: '职工',
    shift: '14:00-22:30',
  },
  {
    number: 'QH3003',
    handle: 'lin.yue',
    name: '林月',
    branch: '临港加工分会',
    team: '质检班',
    post: '质检员',
    role: '代表',
    shift: '08:00-17:30',
  },
  {
    number: 'QH3004',
    handle: 'aisha.rahman',
    name: 'Aisha Rahman',
    branch: '临港加工分会',
    team: '质检班',
    post: '检验员',
    role: '职工',
    shift: '22:00-06:30',
    english: true,
  },
  {
    number: 'QH3005',
    handle: 'gao.peng',
    name: '高鹏',
    branch: '临港加工分会',
    team: '冷库班',
    post: '设备维修工',
    role: '职工',
    shift: '14:00-22:30',
  },
];

const emailOf = (one: Employee) => `${one.handle}@qinghe.example`;
const idOf = (one: Employee) => `U0${one.number}`;

const person = (one: Employee): CompanyPerson => ({
  id: idOf(one),
  name: one.handle,
  realName: one.name,
  email: emailOf(one),
  title: `${one.branch} · ${one.post}`,
  locale: one.english ? 'en-US' : 'zh-CN',
  tz: 'Asia/Shanghai',
  isAdmin: one.role === '管理员',
});

const branchChannels: [id: string, name: string, branch: string][] = [
  ['C0DONGHU', '东湖养殖分会', '东湖养殖分会'],
  ['C0NANGANG', '南岗种植分会', '南岗种植分会'],
  ['C0LINGANG', '临港加工分会', '临港加工分会'],
];

export function demoCompany(): Company {
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

/** The same people as the office's roster file: CSV in UTF-8 with Chinese headers. */
export function demoRoster(): string {
  const rows = employees.map((one) => [
    one.number,
    one.name,
    emailOf(one),
    one.branch,
    one.team,
    one.post,
    one.role,
    one.shift,
  ]);
  return `${[['工号', '姓名', '邮箱', '分会', '班组', '岗位', '角色', '班次'], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
