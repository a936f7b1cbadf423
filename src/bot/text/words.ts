import type { Bilingual, Locale } from '../../lib/language.ts';
import type { Role } from '../actor.ts';

/** What the glue itself says, whatever the feature. */
export const WORDS = {
  stranger: {
    zh: '这里只为本公司职工服务。如果你是本公司职工，请让工会管理员把你加入名册。',
    en: 'This is for members of the company only. If you are one, ask a union administrator to add you to the roster.',
  },
  gone: {
    zh: '这个按钮已经不能用了。请打开主页，从那里继续。',
    en: 'This button no longer works. Open the Home tab and go on from there.',
  },
  loading: { zh: '正在打开…', en: 'Opening…' },
  saved: { zh: '已保存。', en: 'Saved.' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  notSaved: { zh: '你刚才关掉的表单没有保存：', en: 'The form that you closed was not saved:' },
  kept: {
    zh: '你填的内容都在，改好后再提交一次。',
    en: 'What you entered is still here. Correct it and submit again.',
  },
  keptButFile: {
    zh: '你填的内容都在，只有文件要重新选择，然后再提交一次。',
    en: 'What you entered is still here, except for the file: choose it again, then submit.',
  },
  close: { zh: '关闭', en: 'Close' },
  back: { zh: '返回', en: 'Back' },
  helpTitle: { zh: '菁英能做什么', en: 'What Jingying can do' },
  homeTitle: { zh: '菁英', en: 'Jingying' },
  pageBusy: {
    zh: '现在查的人太多。请一分钟后再试。',
    en: 'Too many people are asking now. Try again in a minute.',
  },
  pageAway: {
    zh: '现在查不了。请过几分钟再试。',
    en: 'This cannot be looked up just now. Try again in a few minutes.',
  },
  openHelp: { zh: '全部命令', en: 'All commands' },
} satisfies Record<string, Bilingual>;

/** Above the commands of an office. */
export const FOR_OFFICE: Record<Exclude<Role, 'worker'>, Bilingual> = {
  representative: { zh: '职工代表', en: 'For representatives' },
  officer: { zh: '工会干部', en: 'For officers' },
  administrator: { zh: '管理员', en: 'For administrators' },
};

/** Below the commands: how to come back to them, and where the same is found without typing. */
export const HELP_FOOT: Record<Locale, (root: string) => string> = {
  zh: (root) => `不想打字，就打开我的主页，那里都有按钮。发送 \`${root} help 培训\` 看一项的说明。`,
  en: (root) => `My Home tab has a button for all of it. Send \`${root} help training\` to see what one part can do.`,
};

/** Where a shortcut is found: in a message's own menu, or beside the field where one writes. */
export const SHORTCUT: Record<Locale, (type: 'message' | 'global', title: string) => string> = {
  zh: (type, title) => `${type === 'message' ? '任意消息的“⋮”菜单' : '输入框旁的“+”菜单'} → ${title}`,
  en: (type, title) =>
    `${type === 'message' ? 'In the “⋮” menu of any message' : 'In the “+” menu beside the message field'} → ${title}`,
};

const NEEDS: Record<Role, Bilingual> = {
  worker: WORDS.stranger,
  representative: { zh: '只有职工代表可以这样做。', en: 'Only representatives can do this.' },
  officer: { zh: '只有工会干部可以这样做。', en: 'Only union officers can do this.' },
  administrator: { zh: '只有管理员可以这样做。', en: 'Only administrators can do this.' },
};

/** The one sentence for a person without the role. */
export function needs(role: Role): Bilingual {
  return NEEDS[role];
}
