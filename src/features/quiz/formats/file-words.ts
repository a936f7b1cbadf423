import type { Locale } from '../../../lib/language.ts';
import type { BankFileFault, FaultReason, NoteCode } from './bank-file.ts';

/* Why a row or a file was not imported, and what is odd about a row, in words. */

const zhFaults: Record<FaultReason, string> = {
  'no-stem': '没有题干',
  'no-answer': '没有答案',
  'answer-not-an-option': '答案不在选项里',
  'answer-unclear': '答案有两种读法，请写成选项的字母，例如 ABD',
  'letter-and-text': '答案的字母和文字不是同一个选项',
  'options-unclear': '选项的字母和内容对不上，有缺的、重复的或次序乱的',
  'too-many-answers': '单选题有多个答案',
  'too-few-options': '选项不足两个',
  'too-many-options': '选项超过十个',
  'duplicate-options': '有两个相同的选项',
  'duplicate-row': '与前面的题重复',
  'too-long': '文字太长',
  'too-many-tags': '标签太多',
  'unknown-kind': '题型不认识',
  'blanks-do-not-fit': '题干里的空和答案的个数对不上',
  'bad-number': '不是数字',
  'several-numbers': '有几个数都算对，这里一道题只能记一个数或一个范围',
  'sign-in-text': '选项的文字里有 = 或 ~，分不清是不是另一个选项；是文字请写成 \\= 或 \\~',
  'several-sections': '花括号不止一对，分不清哪一对里是答案；是几道题，请在题与题之间空一行；是文字，请写成 \\{ 和 \\}',
  'bad-truth': '答案不是“对”或“错”',
  'bad-difficulty': '难度不是 1 到 5',
  'bad-picture': '图片地址不是 https 开头的网址',
  'date-cell': '单元格被表格软件改成了日期，请改成文本',
  'cell-error': '单元格是错误值（如 #REF!）',
  'cell-picture': '单元格里是图片，请改成文字，图片写进“图片”一列的地址',
  'cell-no-value': '公式没有算出结果，请在表格软件里打开、保存后再导入',
  'cell-digits': '数字超过 15 位，表格软件已经改掉了后面几位，请改成文本重新填写',
  'cell-exponent': '数字被存成了 2.02601E+11 这样的写法，后面几位丢了，请改成文本重新填写',
  unsupported: '暂不支持这种题型',
  'answers-left': '答案表里有几个题号没有对应的题',
  'broken-row': '这一行读不出来',
};

const enFaults: Record<FaultReason, string> = {
  'no-stem': 'there is no question text',
  'no-answer': 'there is no answer',
  'answer-not-an-option': 'the answer is not one of the options',
  'answer-unclear': 'the answer can be read in two ways; write the letters of the options, like ABD',
  'letter-and-text': 'the letter and the text of the answer belong to different options',
  'options-unclear': 'the letters of the options do not fit: one is missing, repeated or out of order',
  'too-many-answers': 'a single-choice question has several answers',
  'too-few-options': 'fewer than two options',
  'too-many-options': 'more than ten options',
  'duplicate-options': 'two options are the same',
  'duplicate-row': 'the same question appears above',
  'too-long': 'the text is too long',
  'too-many-tags': 'too many tags',
  'unknown-kind': 'the kind of question is not known',
  'blanks-do-not-fit': 'the question and the answer have different numbers of blanks',
  'bad-number': 'not a number',
  'several-numbers': 'several numbers are right; a question here has one number or one range',
  'sign-in-text': 'an option has = or ~ in its text, which may begin another option; write \\= or \\~ if it is text',
  'several-sections':
    'more than one pair of braces; put an empty line between questions, or write \\{ and \\} if one is text',
  'bad-truth': 'the answer is neither true nor false',
  'bad-difficulty': 'the difficulty is not 1 to 5',
  'bad-picture': 'the picture is not an https address',
  'date-cell': 'the spreadsheet turned the cell into a date; make it text',
  'cell-error': 'the cell holds an error such as #REF!',
  'cell-picture': 'the cell holds a picture; write it in words, and put the picture’s address into the picture column',
  'cell-no-value': 'the formula has no result; open and save the file in your spreadsheet',
  'cell-digits':
    'the number has more than 15 digits, and the spreadsheet has changed the last ones; type it again as text',
  'cell-exponent': 'the spreadsheet shortened the number to something like 2.02601E+11; type it again as text',
  unsupported: 'this kind of question is not supported',
  'answers-left': 'the list of answers has numbers that no question has',
  'broken-row': 'the row cannot be read',
};

const zhNotes: Record<NoteCode, string> = {
  'either-right': '有几个选项都对，选其中任何一个都算对',
  'all-needed': '每个对的选项都写了满分，这里按要全部选中读入',
  'wide-signs': '有全角的符号，按 GIFT 的符号读入',
  'text-looks-cut': '文字像是没有写完',
  'unbalanced-marks': '括号或引号不成对',
  'refers-to-options': '题里提到选项的字母，选项会打乱顺序',
  'answer-in-stem': '题干的括号里写着像答案的字母或对错，答题的人看得到',
  'letters-in-options': '选项的文字自己带着字母，没有去掉，而选项会打乱顺序；字母不是内容的话请去掉',
  'empty-option': '有一个空选项，已去掉',
  'option-letters-removed': '选项前的字母已去掉',
  'letters-read-as-truth': '按判断题读入',
  'partial-credit-dropped': '部分得分没有保留',
  'feedback-dropped': '选项的反馈没有保留',
  'wildcard-kept': '答案里有星号，按原样保留',
  'picture-dropped': '图片没有保留',
  'other-key-elsewhere': '同一道题在另一行答案不同',
  'letter-twice': '答案里有一个字母写了两次，按一次读入',
  'several-readings': '这一个空有几种写法，写哪个都算对',
  'separator-in-answer': '答案当作一种写法，要整个写出来才算对；几种写法请用竖线隔开',
  'blanks-parted': '答案分给了题干里的几个空，请核对；空与空之间请用“；”',
  'range-read': '按数值范围读入，范围里的数都算对',
  'range-as-text': '看着像范围，按原文读入，要照写才算对',
};

const enNotes: Record<NoteCode, string> = {
  'either-right': 'several options are right; any one of them is enough',
  'all-needed': 'every right option has full credit, so all of them have to be chosen here',
  'wide-signs': 'full-width signs were read as the signs of GIFT',
  'text-looks-cut': 'the text looks cut off',
  'unbalanced-marks': 'brackets or quotes do not match',
  'refers-to-options': 'it refers to options by letter, and options are shuffled',
  'answer-in-stem': 'brackets in the question hold what looks like the answer, for everybody to see',
  'letters-in-options':
    'each option’s own text begins with its letter, which was kept, and options are shuffled; remove the letters if they are not part of the text',
  'empty-option': 'an empty option was removed',
  'option-letters-removed': 'letters before the options were removed',
  'letters-read-as-truth': 'read as true or false',
  'partial-credit-dropped': 'partial credit was not kept',
  'feedback-dropped': 'feedback of options was not kept',
  'wildcard-kept': 'the answer holds an asterisk, kept as it is',
  'picture-dropped': 'the picture was not kept',
  'other-key-elsewhere': 'the same question has another answer elsewhere',
  'letter-twice': 'a letter appears twice in the answer and counts once',
  'several-readings': 'this blank has several readings, and any of them is right',
  'separator-in-answer': 'read as one answer that is right only as a whole; put a bar between several readings',
  'blanks-parted': 'the answer was divided among the blanks of the question; put ； between blanks',
  'range-read': 'read as a range: every number in it is right',
  'range-as-text': 'it looks like a range and was read as text, right only as written',
};

const zhFiles: Record<BankFileFault, string> = {
  'too-big': '文件超过 5 MB，没有导入。请分成几个文件。',
  'too-many-rows': '文件超过 10000 行，没有导入。请分成几个文件。',
  'zip-bomb': '这个表格解开后太大，没有导入。请另存为 CSV 再试。',
  'wrong-type': '这不是题库文件，没有导入。可以用 CSV、XLSX、GIFT、Aiken、Moodle XML 或文本试卷。',
  empty: '文件里没有题，没有导入。',
  'no-columns': '没有找到“题干”和“答案”两列，没有导入。请在第一行写列名。',
  'not-text': '文件的文字读不出来，没有导入。请另存为 UTF-8 编码再试。',
  'broken-file': '文件损坏，没有导入。请重新保存再试。',
};

const enFiles: Record<BankFileFault, string> = {
  'too-big': 'The file is over 5 MB; nothing was imported. Split it into several files.',
  'too-many-rows': 'The file has over 10,000 rows; nothing was imported. Split it into several files.',
  'zip-bomb': 'The sheet is too large once unpacked; nothing was imported. Save it as CSV and try again.',
  'wrong-type':
    'This is not a bank’s file; nothing was imported. CSV, XLSX, GIFT, Aiken, Moodle XML and papers in plain text can be imported.',
  empty: 'The file holds no questions; nothing was imported.',
  'no-columns':
    'The columns for question and answer were not found; nothing was imported. Name the columns in the first row.',
  'not-text': 'The text of the file cannot be read; nothing was imported. Save it as UTF-8 and try again.',
  'broken-file': 'The file is damaged; nothing was imported. Save it again and retry.',
};

export interface FileWords {
  faults: Record<FaultReason, string>;
  notes: Record<NoteCode, string>;
  files: Record<BankFileFault, string>;
}

export const FILE_WORDS: Record<Locale, FileWords> = {
  zh: { faults: zhFaults, notes: zhNotes, files: zhFiles },
  en: { faults: enFaults, notes: enNotes, files: enFiles },
};
