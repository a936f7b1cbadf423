import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paperForm, voteForm } from '../../../../src/ballots/forms.ts';
import type { Question as BallotQuestion } from '../../../../src/ballots/rules/question.ts';
import type { ModalView } from '../../../../src/bot/draw/block-kit.ts';
import type { Fields, Form } from '../../../../src/bot/draw/form/form.ts';
import type { ActionRequest, SubmitRequest } from '../../../../src/bot/request.ts';
import { weightsForm } from '../../../../src/features/competition/forms.ts';
import { sheetForm as honoursSheetForm } from '../../../../src/features/honours/forms.ts';
import { features } from '../../../../src/features/index.ts';
import { sheetForm as examForm } from '../../../../src/features/mentoring/forms.ts';
import { settingsForm } from '../../../../src/features/people/settings/views.ts';
import { mendForm } from '../../../../src/features/quiz/browse/mend-form.ts';
import { writeForm } from '../../../../src/features/quiz/card/modal-views.ts';
import type { Question } from '../../../../src/features/quiz/question/rules/question.ts';
import { fixKeyForm } from '../../../../src/features/quiz/reports/views.ts';
import { scheduleForm } from '../../../../src/features/quiz/schedule/form.ts';
import { sheetForm } from '../../../../src/features/skills/forms.ts';
import type { Discipline } from '../../../../src/features/skills/rules/records.ts';
import { LOCALES } from '../../../../src/lib/language.ts';
import { actor, makeBank } from '../../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../../helpers/workplace.ts';
import { pairOf } from '../../../mentoring/pair-of.ts';
import { LOOK, WIDTH } from '../../../skills/contest-of.ts';

const NOW = new Date('2026-03-02T09:00:00+08:00');

/** Every form that the registry's modules have made: those of their own, and those that a piece of the kernel makes for them. */
const made = vi.hoisted(() => [] as Form<Fields>[]);
vi.mock('../../../../src/bot/draw/form/form.ts', async (original) => {
  const real = await original<typeof import('../../../../src/bot/draw/form/form.ts')>();
  return {
    ...real,
    form: (...of: Parameters<typeof real.form>) => {
      const one = real.form(...of);
      made.push(one);
      return one;
    },
  };
});

/** The inputs of a modal that are marked as needed. */
const marked = ({ blocks }: Pick<ModalView, 'blocks'>): string[] =>
  blocks.flatMap((block) => (block.type === 'input' && block.optional !== true ? [block.block_id ?? ''] : [])).sort();

/** What one form refuses empty, and what it marks as needed. */
function compare(one: Form<Fields>): void {
  for (const locale of LOCALES) {
    const reader = { locale, tz: 'Asia/Shanghai', now: NOW };
    const empty = Object.fromEntries(Object.keys(one.fields).map((id) => [id, undefined]));
    const read = one.read(reader, empty);
    const refused = 'errors' in read ? Object.keys(read.errors).sort() : [];
    expect(refused, one.name).toEqual(marked(one.draw(reader, {}, { isWhole: true })));
  }
}

const WORDS = { stem: '题干', category: '安全', tags: [], posts: [] };
const QUESTIONS: Question[] = [
  { ...WORDS, kind: 'single', options: ['甲', '乙'], correct: 0 },
  { ...WORDS, kind: 'multiple', options: ['甲', '乙', '丙'], correct: [0, 2] },
  { ...WORDS, kind: 'truefalse', correct: true },
  { ...WORDS, kind: 'fill', accepted: ['四'] },
  { ...WORDS, kind: 'fill', blanks: [['四'], ['三']] },
  { ...WORDS, kind: 'numeric', value: 4, tolerance: 0 },
];

const WELDING: Discipline = {
  id: 'welding',
  name: '焊接',
  criteria: [WIDTH, LOOK],
  judges: [],
  stewards: [],
  spread: 30,
  isDropped: false,
  isBlind: true,
  isTimed: true,
  tie: 'shared',
};

const TEN = Array.from({ length: 10 }, (_, nth) => `候选人${nth}`);
const BALLOTS: readonly BallotQuestion[] = [
  { kind: 'yesNo' },
  { kind: 'choose', options: TEN, most: 1, places: 1 },
  { kind: 'choose', options: TEN, most: 3, places: 2 },
  { kind: 'rank', options: TEN },
];

/** Forms whose fields follow from what they are about: they are made when they are opened. */
const openedForms = (): Form<Fields>[] =>
  [
    scheduleForm([]),
    settingsForm(features.map(({ name, title }) => ({ feature: name, title, notices: [{ kind: name, name: title }] }))),
    weightsForm([{ name: '产量', weight: 60 }]),
    honoursSheetForm([{ id: 'c1', name: '业绩', points: 100 }]),
    sheetForm('skills.sheet', WELDING, false),
    sheetForm('skills.copySheet', WELDING, true),
    ...BALLOTS.flatMap((one) => [
      voteForm('votes', one),
      paperForm('votes', one),
      voteForm('honours', one),
      paperForm('honours', one),
    ]),
    examForm(pairOf()),
    ...QUESTIONS.flatMap((one) => [mendForm('zh', one), fixKeyForm(one), writeForm(one)]),
  ].map((one) => one as unknown as Form<Fields>);

/** Modals that are submitted and ask nothing in a form of the kit: they confirm a preview, look for something, or choose from a list. */
const NO_FORMS = [
  'calendar.confirm',
  'competition.importConfirm',
  'people.awayFileConfirm',
  'people.confirm',
  'people.take',
  'quiz.browse',
  'shifts.confirm',
  'skills.criteria',
  'suggestions.sendAnyway',
  'training.importConfirm',
  'training.lastYear',
  'training.materials',
  // Its one input is needed, and is drawn so.
  'clubs.code',
  'skills.code',
  'training.code',
];

describe('every form of the registry', () => {
  it('refuses empty what it marks as needed, and nothing else', () => {
    const all = [...made, ...openedForms()];
    for (const one of all) compare(one);
    const names = new Set(all.map(({ name }) => name));
    const registered = features.flatMap(({ name, modals = {} }) =>
      Object.keys(modals).map((verb) => `${name}.${verb}`),
    );
    expect(registered.filter((one) => !names.has(one)).toSorted()).toEqual(NO_FORMS.toSorted());
  });
});

/** Forms that open from a button that names nothing; but for pasted days, of which lines or a file are needed. */
const OPENED: readonly [feature: string, verb: string][] = [
  ['announcements', 'write'],
  ['announcements', 'register'],
  ['suggestions', 'new'],
  ['suggestions', 'addKind'],
  ['suggestions', 'place'],
  ['quiz', 'schedule'],
  ['visits', 'new'],
  ['visits', 'plan'],
  ['visits', 'discuss'],
  ['training', 'new'],
  ['training', 'check'],
  ['clubs', 'editClub'],
  ['clubs', 'eventForm'],
  ['competition', 'edit'],
  ['calendar', 'add'],
  ['shifts', 'add'],
  ['people', 'away'],
  ['people', 'settings'],
];

describe('a form in which only what is marked is filled in', { timeout: 120_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: NOW.toISOString(), bot: 'http' });
    await makeBank(work);
  });
  afterAll(() => work.close());

  it.each(OPENED)('of %s.%s is refused at no other field', async (feature, verb) => {
    const found = features.find(({ name }) => name === feature);
    const who = { ctx: work.ctx, actor: await actor(work, PEOPLE.admin) };
    let view: ModalView | undefined;
    const openModal = async (render: () => Promise<ModalView>) => {
      view = await render();
    };
    const origin = { kind: 'home' as const, viewId: 'V1', metadata: '' };
    const click = { ...who, openModal, origin, value: '', values: [], suffix: '', inputs: {}, clickId: '1' };
    await found?.actions?.[verb]?.run(click as unknown as ActionRequest);
    if (view === undefined) throw new Error('no form');
    const needed = marked(view);
    const inputs = Object.fromEntries(
      view.blocks.flatMap((block) =>
        block.type === 'input'
          ? [[block.block_id, needed.includes(block.block_id ?? '') ? filled(block) : undefined]]
          : [],
      ),
    );
    const rest = { viewId: 'V1', tell: async () => {}, refreshHome: async () => {}, openModal };
    const submit = { ...who, ...rest, inputs, metadata: view.private_metadata ?? '' };
    const result = await found?.modals?.[view.callback_id?.split('.')[1] ?? '']?.submit(submit as SubmitRequest);
    const errors = result !== undefined && 'errors' in result ? Object.keys(result.errors) : [];
    expect(errors.filter((id) => !needed.includes(id))).toEqual([]);
  });
});

/** Something that fits an input. */
function filled({ element }: Extract<ModalView['blocks'][number], { type: 'input' }>): string | string[] {
  switch (element.type) {
    case 'number_input':
      return '3';
    case 'datepicker':
      return '2026-03-10';
    case 'timepicker':
      return '10:00';
    case 'static_select':
    case 'radio_buttons': {
      const groups = 'option_groups' in element ? (element.option_groups ?? []) : [];
      const options = [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
      return options[0]?.value ?? '';
    }
    case 'checkboxes':
      return element.options.slice(0, 1).map(({ value = '' }) => value);
    case 'users_select':
      return PEOPLE.officer;
    case 'rich_text_input':
      return JSON.stringify({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '正文' }] }],
      });
    default:
      return '填写';
  }
}
