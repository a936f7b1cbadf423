const zh = {
  me: '我的资料',
  labelled: (label: string, value: string) => `${label}：${value}`,
  unit: '单位',
  post: '岗位',
  shift: '班次',
  noRoster: '名册里还没有找到你，分会和班组的活动可能收不到。请告诉工会管理员。',
  roleNames: { worker: '职工', representative: '职工代表', officer: '工会干部', administrator: '管理员' },
  branchOfficer: '分会干部',
  rolesLabel: '身份',
  numbers: (members: number, roster: string) => `在用 ${members} 人，${roster}`,
  roster: (matched: number, rows: number) =>
    rows === 0 ? '还没有导入名册' : `名册 ${rows} 人，已对应 ${matched} 人，未对应 ${rows - matched} 人`,
  peopleTitle: '人员与名册',
  importButton: '导入名册',
  unmatchedButton: '未对应名单',
  language: (now: string) => `界面语言：${now}`,
  languageChosen: (now: string) => `好的，以后用${now}。`,
  languageAuto: (now: string) => `好的，以后跟随 Slack 的语言（现在是${now}）。`,
  languageUnknown: '没有看懂。请点一个按钮，或输入 zh、en、auto。',
  localeName: '中文',
  auto: '跟随 Slack',
  importTitle: '导入名册',
  importIntro:
    'CSV 或 XLSX，第一行写列名：工号、姓名、邮箱、分会、班组、岗位、角色、班次。工号和姓名必填；同一份文件导入两次不会重复。',
  importFile: '名册文件',
  importHint: '最大 5 MB、30,000 行。角色：管理员、干部、分会干部、代表、职工。',
  importSubmit: '导入',
  close: '关闭',
  chooseFile: '请选择一个文件。',
  doneTitle: '名册已导入',
  done: (rows: number, matched: number) => `导入 ${rows} 人，其中 ${matched} 人已在 Slack 找到。`,
  doneUnmatched: (count: number) =>
    `${count} 人还没有在 Slack 找到：他们加入 Slack 后会自动对应，或在名册里补上 Slack 用的邮箱。`,
  doneWithheld: (count: number) =>
    `${count} 人的干部或管理员身份还没有生效：只按姓名和工号对应，谁都可以在 Slack 里改。请在名册里补上他们的 Slack 邮箱再导入：`,
  doneFaults: (count: number) => `${count} 行没有导入：`,
  nothing: '没有一行可以导入。',
  fault: (line: number, reason: string) => `第 ${line} 行：${reason}`,
  more: (count: number) => `还有 ${count} 条`,
  unmatchedTitle: (count: number) => `名册上有 ${count} 人没有在 Slack 找到`,
  unmatchedNone: '名册上的人都在 Slack 找到了。',
  unmatchedHow: '先按邮箱对应，再按姓名加工号（写在 Slack 的姓名或职务里）。补上邮箱再导入，或请本人加入 Slack。',
  noEmail: '没有邮箱',
  page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  previous: '上一页',
  next: '下一页',
};

const en: typeof zh = {
  me: 'About me',
  labelled: (label, value) => `${label}: ${value}`,
  unit: 'Unit',
  post: 'Post',
  shift: 'Shift',
  noRoster:
    'You are not found in the roster yet, so what your branch and team do may not reach you. Tell a union administrator.',
  roleNames: {
    worker: 'worker',
    representative: 'representative',
    officer: 'union officer',
    administrator: 'administrator',
  },
  branchOfficer: 'branch officer',
  rolesLabel: 'Role',
  numbers: (members, roster) => `${members} active. ${roster}`,
  roster: (matched, rows) =>
    rows === 0
      ? 'No roster was imported yet'
      : `Roster: ${rows} people, ${matched} found in Slack, ${rows - matched} not found`,
  peopleTitle: 'People and roster',
  importButton: 'Import roster',
  unmatchedButton: 'Not found in Slack',
  language: (now) => `Language: ${now}`,
  languageChosen: (now) => `Done. From now on in ${now}.`,
  languageAuto: (now) => `Done. From now on in the language of your Slack (now ${now}).`,
  languageUnknown: 'That is no language I know. Choose a button, or type zh, en or auto.',
  localeName: 'English',
  auto: 'As in Slack',
  importTitle: 'Import roster',
  importIntro:
    'CSV or XLSX with column names in the first row: employee number, name, email, branch, team, post, roles, shift. Number and name are required; the same file twice adds nothing.',
  importFile: 'Roster file',
  importHint: 'At most 5 MB and 30,000 rows. Roles: administrator, officer, branch officer, representative, worker.',
  importSubmit: 'Import',
  close: 'Close',
  chooseFile: 'Choose a file.',
  doneTitle: 'Roster imported',
  done: (rows, matched) => `${rows} people imported, ${matched} of them found in Slack.`,
  doneUnmatched: (count) =>
    `${count} not found in Slack yet: they are matched when they join, or give the roster the email they use in Slack.`,
  doneWithheld: (count) =>
    `${count} officers or administrators have no rights yet: they were found by name and number only, which anyone may edit in Slack. Add their Slack email to the roster and import it again:`,
  doneFaults: (count) => `${count} rows were not imported:`,
  nothing: 'No row could be imported.',
  fault: (line, reason) => `Row ${line}: ${reason}`,
  more: (count) => `${count} more`,
  unmatchedTitle: (count) => `${count} people of the roster are not found in Slack`,
  unmatchedNone: 'Everyone of the roster is found in Slack.',
  unmatchedHow:
    'Matched by email first, then by name and employee number (in the Slack name or title). Add the email and import again, or ask them to join Slack.',
  noEmail: 'no email',
  page: (page, pages) => `Page ${page} of ${pages}`,
  previous: 'Previous',
  next: 'Next',
};

export const words = { zh, en };
export type Words = typeof zh;
