import { type Template, templateOffer } from '../../../imports/template.ts';
import type { Locale } from '../../../lib/language.ts';
import type { RosterColumn } from '../../../members/roster/roster.ts';

/** A roster to fill in, with a person of each role and shifts of several kinds. */
export const rosterTemplates: Record<Locale, Template<RosterColumn>> = {
  zh: {
    name: '名册模板',
    sheet: '名册',
    columns: {
      employeeNumber: { title: '工号', about: '一个工号只写一行。前面的 0 要写上。', isNeeded: true },
      name: { title: '姓名', about: '名册上的姓名。', isNeeded: true },
      email: { title: '邮箱', about: '在 Slack 里用的邮箱。没有邮箱，干部和管理员的身份不会生效。', width: 26 },
      branch: { title: '分会', about: '所属分会。分会干部必须有分会。' },
      team: { title: '班组', about: '所属班组。' },
      post: { title: '岗位', about: '岗位或工种，比如电工。' },
      roles: {
        title: '角色',
        about: '职工、职工代表、分会干部、干部或管理员；几个用“、”隔开。不写就不改，新来的是职工。',
      },
      shift: {
        title: '班次',
        about: '上下班时间，比如 08:00-17:30，或者班次的名称，比如常白班、四班三运转 甲班。',
        width: 20,
      },
    },
    examples: [
      {
        employeeNumber: 'L0001',
        name: '张示例',
        email: 'zhang@example.com',
        branch: '示例分会',
        team: '一班',
        post: '电工',
        roles: '职工',
        shift: '08:00-17:30',
      },
      {
        employeeNumber: 'L0002',
        name: '李示例',
        email: 'li@example.com',
        branch: '示例分会',
        team: '一班',
        post: '班组长',
        roles: '职工代表',
        shift: '常白班',
      },
      {
        employeeNumber: 'L0003',
        name: '王示例',
        email: 'wang@example.com',
        branch: '示例分会',
        team: '二班',
        post: '巡检工',
        roles: '分会干部',
        shift: '四班三运转 甲班',
      },
      {
        employeeNumber: 'L0004',
        name: '赵示例',
        email: 'zhao@example.com',
        branch: '机关分会',
        post: '工会干事',
        roles: '干部',
        shift: '08:30-12:00,13:30-17:30',
      },
      {
        employeeNumber: 'L0005',
        name: '钱示例',
        email: 'qian@example.com',
        branch: '机关分会',
        post: '工会主席',
        roles: '管理员',
      },
    ],
  },
  en: {
    name: 'roster-template',
    sheet: 'Roster',
    columns: {
      employeeNumber: {
        title: 'Employee number',
        about: 'Each number stands in one row only. Keep leading zeros.',
        isNeeded: true,
      },
      name: { title: 'Name', about: 'The name on the roster.', isNeeded: true },
      email: {
        title: 'Email',
        about: 'The email that the person uses in Slack. Officers and administrators have no rights without it.',
        width: 26,
      },
      branch: { title: 'Branch', about: 'The branch of the union. A branch officer must have one.' },
      team: { title: 'Team', about: 'The team.' },
      post: { title: 'Post', about: 'The job, such as electrician.' },
      roles: {
        title: 'Role',
        about:
          'Worker, representative, branch officer, officer or administrator; several with a comma between them. Empty changes nothing; a new person becomes a worker.',
      },
      shift: {
        title: 'Shift',
        about: 'Working hours, such as 08:00-17:30, or the name of a shift.',
        width: 20,
      },
    },
    examples: [
      {
        employeeNumber: 'L0001',
        name: 'Example Zhang',
        email: 'zhang@example.com',
        branch: 'Example branch',
        team: 'Team 1',
        post: 'Electrician',
        roles: 'Worker',
        shift: '08:00-17:30',
      },
      {
        employeeNumber: 'L0002',
        name: 'Example Li',
        email: 'li@example.com',
        branch: 'Example branch',
        team: 'Team 1',
        post: 'Team leader',
        roles: 'Representative',
        shift: '常白班',
      },
      {
        employeeNumber: 'L0003',
        name: 'Example Wang',
        email: 'wang@example.com',
        branch: 'Example branch',
        team: 'Team 2',
        post: 'Inspector',
        roles: 'Branch officer',
        shift: '四班三运转 甲班',
      },
      {
        employeeNumber: 'L0004',
        name: 'Example Zhao',
        email: 'zhao@example.com',
        branch: 'Head office',
        post: 'Union officer',
        roles: 'Officer',
        shift: '08:30-12:00,13:30-17:30',
      },
      {
        employeeNumber: 'L0005',
        name: 'Example Qian',
        email: 'qian@example.com',
        branch: 'Head office',
        post: 'Union chair',
        roles: 'Administrator',
      },
    ],
  },
};

export const rosterTemplate = templateOffer({
  role: 'administrator',
  summary: {
    zh: '下载名册模板：每种角色一个例子，每一列怎么填',
    en: 'get a template of the roster: an example of each role, and what each column takes',
  },
  formats: ['xlsx'],
  make: (_ctx, { locale }) => rosterTemplates[locale],
});
