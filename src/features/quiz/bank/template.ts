import { type Template, type TemplateFormat, templateOffer } from '../../../imports/template.ts';
import type { Locale } from '../../../lib/language.ts';

export const TEMPLATE_FORMATS: readonly TemplateFormat[] = ['xlsx', 'csv'];

type Column =
  | 'kind'
  | 'stem'
  | ('a' | 'b' | 'c' | 'd')
  | 'answer'
  | 'tolerance'
  | 'explanation'
  | 'source'
  | 'category'
  | ('tags' | 'posts')
  | 'difficulty'
  | 'picture';

/** A bank to fill in, with a question of each kind: fill-ins of one and of two blanks, a number with a tolerance and a range. */
export const bankTemplates: Record<Locale, Template<Column>> = {
  zh: {
    name: '题库模板',
    sheet: '题库',
    columns: {
      kind: { title: '题型', about: '单选、多选、判断、填空或数值。不写时，由选项和答案判断。', width: 8 },
      stem: { title: '题干', about: '题目，最多 2000 字。填空题用 ____ 表示要填的空。', isNeeded: true, width: 44 },
      a: { title: '选项A', about: '单选和多选要写两个到十个选项，一格一个。' },
      b: { title: '选项B', about: '第二个选项。' },
      c: { title: '选项C', about: '第三个选项，没有就空着。' },
      d: { title: '选项D', about: '第四个选项。还有更多时，在后面加“选项E”到“选项J”。' },
      answer: {
        title: '答案',
        about:
          '单选写一个字母；多选写几个字母，比如 ABD；判断写 对 或 错；填空写答案，空与空之间用“；”，一个空的几种写法用“|”；数值写数字，或写范围，比如 100-120。',
        isNeeded: true,
      },
      tolerance: { title: '容差', about: '只用于数值：相差多少以内也算对。答案是范围时不写。', width: 8 },
      explanation: { title: '解析', about: '答完以后给大家看。', width: 36 },
      source: { title: '出处', about: '在哪里可以查到，比如法规、制度和条款。' },
      category: { title: '分类', about: '写一个，比如“安全生产”。' },
      tags: { title: '标签', about: '可以写几个，用“；”隔开。' },
      posts: { title: '岗位', about: '只给这些岗位出的题，几个岗位用“；”隔开。不写就是谁都可以答。' },
      difficulty: { title: '难度', about: '1（容易）到 5（难）。', width: 8 },
      picture: { title: '图片', about: '图片的网址，以 https:// 开头。' },
    },
    examples: [
      {
        kind: '单选',
        stem: '进入有限空间之前先做什么？',
        a: '先通风、再检测',
        b: '直接进入',
        c: '派一人先下去',
        answer: 'A',
        explanation: '先通风、再检测、后作业。',

        source: '《工贸企业有限空间作业安全规定》',
        category: '安全生产',
        tags: '有限空间；通风',
        difficulty: '2',
      },
      {
        kind: '多选',
        stem: '灭火器应当放在哪里？',
        a: '看得见的地方',
        b: '取得到的地方',
        c: '锁着的柜子里',
        d: '门口固定的位置',
        answer: 'ABD',
        category: '安全生产',
      },
      {
        kind: '判断',
        stem: '电气设备着火时可以先用水扑救。',
        answer: '错',
        explanation: '先断电。',
        category: '安全生产',
      },
      {
        kind: '填空',
        stem: '全国统一的急救电话号码是 ____。',
        answer: '120|一二〇',
        explanation: '两种写法都算对。',
        category: '急救',
      },
      {
        kind: '填空',
        stem: '有限空间作业要先 ____，再 ____，后作业。',
        answer: '通风；检测',
        explanation: '两个空都要答对。',
        category: '安全生产',
      },
      {
        kind: '数值',
        stem: '胸外按压的深度是多少厘米？',
        answer: '5.5',
        tolerance: '0.5',
        explanation: '5 到 6 厘米都算对。',
        category: '急救',
      },
      {
        kind: '数值',
        stem: '心肺复苏时每分钟按压多少次？',
        answer: '100-120',
        explanation: '范围里的数都算对。',
        category: '急救',
      },
    ],
  },
  en: {
    name: 'question-bank-template',
    sheet: 'Question bank',
    columns: {
      kind: {
        title: 'Type',
        about: 'Single choice, multiple choice, true/false, fill-in or numeric. If empty, options and answer decide.',
        width: 16,
      },
      stem: {
        title: 'Question',
        about: 'Up to 2,000 characters. In a fill-in, write ____ for each blank.',
        isNeeded: true,
        width: 44,
      },
      a: { title: 'Option A', about: 'Choices have two to ten options, one in each cell.' },
      b: { title: 'Option B', about: 'The second option.' },
      c: { title: 'Option C', about: 'The third option, or nothing.' },
      d: { title: 'Option D', about: 'The fourth option. For more, add the columns Option E to Option J.' },
      answer: {
        title: 'Answer',
        about:
          'Single choice: one letter. Multiple choice: several letters, such as ABD. True/false: true or false. Fill-in: the answer; put ; between blanks and | between readings of one blank. Numeric: a number, or a range such as 100-120.',
        isNeeded: true,
      },
      tolerance: {
        title: 'Tolerance',
        about: 'Only for numeric: how far off is still right. Leave it empty for a range.',
        width: 10,
      },
      explanation: { title: 'Explanation', about: 'Shown after people have answered.', width: 36 },
      source: { title: 'Source', about: 'Where it can be looked up, such as a regulation and its clause.' },
      category: { title: 'Category', about: 'One, such as Work safety.' },
      tags: { title: 'Tags', about: 'Several are allowed, with ; between them.' },
      posts: {
        title: 'Posts',
        about: 'The question is only for these posts, with ; between them. If empty, it is for everyone.',
      },
      difficulty: { title: 'Difficulty', about: '1 (easy) to 5 (hard).', width: 10 },
      picture: { title: 'Picture', about: 'The address of a picture, beginning with https://.' },
    },
    examples: [
      {
        kind: 'Single choice',
        stem: 'What comes first before you enter a confined space?',
        a: 'Ventilate, then test the air',
        b: 'Enter at once',
        c: 'Send one person ahead',
        answer: 'A',
        explanation: 'Ventilate, test, then work.',
        source: 'Confined space rules',
        category: 'Work safety',
        tags: 'confined space; ventilation',
        difficulty: '2',
      },
      {
        kind: 'Multiple choice',
        stem: 'Where should a fire extinguisher be?',
        a: 'In plain sight',
        b: 'Within reach',
        c: 'In a locked cabinet',
        d: 'At its fixed place by the door',
        answer: 'ABD',
        category: 'Work safety',
      },
      {
        kind: 'True/false',
        stem: 'Burning electrical equipment may be put out with water first.',
        answer: 'false',
        explanation: 'Cut the power first.',
        category: 'Work safety',
      },
      {
        kind: 'Fill-in',
        stem: 'The emergency number for an ambulance in China is ____.',
        answer: '120|one two zero',
        explanation: 'Either reading is right.',
        category: 'First aid',
      },
      {
        kind: 'Fill-in',
        stem: 'Before work in a confined space, first ____ it, then ____ the air.',
        answer: 'ventilate; test',
        explanation: 'Both blanks are needed.',
        category: 'Work safety',
      },
      {
        kind: 'Numeric',
        stem: 'How deep, in centimetres, should chest compressions be?',
        answer: '5.5',
        tolerance: '0.5',
        explanation: '5 to 6 centimetres are right.',
        category: 'First aid',
      },
      {
        kind: 'Numeric',
        stem: 'How many chest compressions a minute are right?',
        answer: '100-120',
        explanation: 'Every number in the range is right.',
        category: 'First aid',
      },
    ],
  },
};

export const bankTemplate = templateOffer({
  role: 'officer',
  summary: {
    zh: '下载题库模板：每种题一个例子，每一列怎么填',
    en: 'get a template of a question bank: an example of each kind, and what each column takes',
  },
  formats: TEMPLATE_FORMATS,
  make: (_ctx, { locale }) => bankTemplates[locale],
});
