import type { Actor } from '../../bot/actor.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { Related } from '../../bot/routing/contributions.ts';
import type { Context } from '../../context.ts';
import { LEAST_JUDGES } from '../../judging/rules.ts';
import { idFrom } from '../../lib/ids.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { contestView, disciplineView } from './contest-actions.ts';
import { dropButton } from './discipline-views.ts';
import { formMessages } from './form-messages.ts';
import { disciplineForm, judgedForm, measuredForm } from './forms.ts';
import { messages } from './messages.ts';
import { disciplineFormRef, dropRef, judgedRef, measuredRef } from './refs.ts';
import { disciplineOf, isPlanned } from './rules/contest.ts';
import { readRows, writtenRows } from './rules/criteria.ts';
import type { Contest, Criterion, Discipline } from './rules/records.ts';
import { type DisciplineFacts, dropCriterion, saveCriterion, saveDiscipline } from './service/contests.ts';
import { heatsIn } from './service/heats.ts';
import { managed } from './service/lives.ts';
import { entrantsOf } from './service/results.ts';

/** What can be changed once numbers are drawn. */
const PLANNED = [
  'name',
  'banks',
  'count',
  'minutes',
  'weight',
  'isBlind',
  'isDropped',
  'spread',
  'isTimed',
  'tie',
] as const;

/** What is wrong with the people of a discipline, at their field. */
async function peopleFaults(
  ctx: Context,
  { locale }: Actor,
  { _id: contest }: Contest,
  discipline: string | undefined,
  { judges, stewards }: Pick<Discipline, 'judges' | 'stewards'>,
): Promise<Record<string, string> | undefined> {
  const say = formMessages[locale];
  if (judges.length < LEAST_JUDGES) return { judges: say.needJudges };
  const known = await membersOf(ctx, [...judges, ...stewards]);
  const isStranger = (user: string) => known.get(user)?.state !== 'active';
  if (judges.some(isStranger)) return { judges: say.stranger };
  if (stewards.some(isStranger)) return { stewards: say.stranger };
  const namesOf = (users: readonly string[]) =>
    users.map((user) => known.get(user)?.name ?? '').join(locale === 'zh' ? '、' : ', ');
  const both = stewards.filter((user) => judges.includes(user));
  if (both.length > 0) return { stewards: say.stewardJudges(namesOf(both)) };
  if (discipline === undefined) return undefined;
  const [heats, entrants] = await Promise.all([
    heatsIn(ctx, contest, discipline),
    entrantsOf(ctx, contest, discipline),
  ]);
  const competing = new Set([
    ...heats.flatMap(({ seats, state }) => (state === 'cancelled' ? [] : seats.map(({ member }) => member))),
    ...entrants.filter(({ state }) => state !== 'withdrawn').map(({ member }) => member),
  ]);
  const own = judges.filter((user) => competing.has(user));
  return own.length === 0 ? undefined : { judges: say.judgeCompetes(namesOf(own)) };
}

/** Of the form to the discipline: without banks there is no theory. */
const factsOf = ({
  banks,
  count,
  minutes,
  weight,
  ...facts
}: Omit<DisciplineFacts, 'theory'> & {
  banks: string[];
  count: number;
  minutes: number;
  weight: number;
}): DisciplineFacts => ({ ...facts, ...(banks.length === 0 ? {} : { theory: { banks, count, minutes, weight } }) });

const editing = (questions: Questions, related: Related) =>
  formOnPage({
    form: disciplineForm,
    role: 'officer',
    about: disciplineFormRef,
    edits: ({ discipline }) => discipline !== undefined,
    mayOpen: ({ ctx, actor }, { id }) => managed(ctx, actor, id),
    shown: async ({ ctx, actor }, { id, discipline }, { banks: typed = [] }) => {
      const contest = await managed(ctx, actor, id);
      const found = discipline === undefined ? undefined : disciplineOf(contest, discipline);
      const chosen = new Set([...typed, ...(found?.theory?.banks ?? [])]);
      const known = chosen.size === 0 ? [] : await questions.banks({ ctx, actor, query: '' });
      const options = { banks: known.filter(({ value = '' }) => chosen.has(value)) };
      if (found === undefined) return { options };
      const { theory, ...values } = found;
      return {
        options,
        title: formMessages[actor.locale].editDiscipline,
        values: { ...values, ...theory },
        without: isPlanned(contest) ? [] : PLANNED,
      };
    },
    save: async ({ ctx, actor, viewId }, values, { id, discipline }) => {
      const contest = await managed(ctx, actor, id);
      const facts = factsOf(values);
      const errors = await peopleFaults(ctx, actor, contest, discipline, facts);
      if (errors !== undefined) return { errors };
      const own = discipline ?? idFrom(ctx.workspace, actor.user, viewId);
      const after = await saveDiscipline(ctx, related, actor, id, own, facts);
      const { saved } = messages[actor.locale];
      return {
        page:
          discipline === undefined
            ? await contestView(ctx, actor, after, saved)
            : await disciplineView(ctx, actor, id, own, saved),
      };
    },
    faultsAt: 'name',
  });

type CriterionAbout = ReturnType<typeof measuredRef.read>;

async function criterionAt(
  ctx: Context,
  actor: Actor,
  { id, discipline, criterion }: CriterionAbout,
): Promise<Criterion | undefined> {
  const own = disciplineOf(await managed(ctx, actor, id), discipline);
  return own?.criteria.find((one) => one.id === criterion);
}

/** The way to take a criterion away stands in its form. */
const above = (actor: Actor, { criterion, ...of }: CriterionAbout) =>
  criterion === undefined
    ? {}
    : {
        title: formMessages[actor.locale].editCriterion,
        above: [dropButton(formReaderOf(actor), { ...of, criterion })],
      };

async function savedCriterion(
  ctx: Context,
  actor: Actor,
  viewId: string,
  { id, discipline, criterion }: CriterionAbout,
  made: (id: string) => Criterion,
) {
  const own = criterion ?? `c${idFrom(ctx.workspace, actor.user, viewId)}`;
  await saveCriterion(ctx, actor, id, discipline, made(own));
  return { page: await disciplineView(ctx, actor, id, discipline, messages[actor.locale].saved) };
}

const measuring = formOnPage({
  form: measuredForm,
  role: 'officer',
  about: measuredRef,
  edits: ({ criterion }) => criterion !== undefined,
  mayOpen: ({ ctx, actor }, { id }) => managed(ctx, actor, id),
  shown: async ({ ctx, actor }, about) => {
    const found = await criterionAt(ctx, actor, about);
    if (found?.kind !== 'measured') return above(actor, about);
    const { rows, ...values } = found;
    return { ...above(actor, about), values: { ...values, rows: writtenRows(rows) } };
  },
  save: async ({ ctx, actor, viewId }, { rows: written, ...values }, about) => {
    const read = readRows(written, values.tolerance, values.points);
    if ('fault' in read) return { errors: { rows: formMessages[actor.locale].rowFaults[read.fault](read.line) } };
    return savedCriterion(ctx, actor, viewId, about, (id) => ({ ...values, id, kind: 'measured', rows: read.rows }));
  },
  faultsAt: 'name',
});

const judging = formOnPage({
  form: judgedForm,
  role: 'officer',
  about: judgedRef,
  edits: ({ criterion }) => criterion !== undefined,
  mayOpen: ({ ctx, actor }, { id }) => managed(ctx, actor, id),
  shown: async ({ ctx, actor }, about) => {
    const found = await criterionAt(ctx, actor, about);
    if (found?.kind !== 'judged') return above(actor, about);
    const { name, points, levels } = found;
    const [level0, level1, level2, level3] = levels;
    return { ...above(actor, about), values: { name, points, level0, level1, level2, level3 } };
  },
  save: ({ ctx, actor, viewId }, { name, points, level0, level1, level2, level3 }, about) =>
    savedCriterion(ctx, actor, viewId, about, (id) => ({
      id,
      kind: 'judged',
      name,
      points,
      levels: [level0, level1, level2, level3],
    })),
  faultsAt: 'name',
});

const drop: Action['run'] = async (request) => {
  const { ctx, actor, value } = request;
  const { id, discipline, criterion } = dropRef.read(value);
  await dropCriterion(ctx, actor, id, discipline, criterion);
  await present(request, { modal: () => disciplineView(ctx, actor, id, discipline, messages[actor.locale].saved) });
};

export const disciplineActions = (questions: Questions, related: Related): Record<string, Action> => ({
  ...editing(questions, related).actions,
  ...measuring.actions,
  ...judging.actions,
  [dropRef.verb]: { role: 'officer', run: drop },
});

export const disciplineModals = (questions: Questions, related: Related): Record<string, Modal> => ({
  ...editing(questions, related).modals,
  ...measuring.modals,
  ...judging.modals,
});

export const disciplineOptions = (questions: Questions): Record<string, OptionSource> => ({
  banks: { role: 'officer', search: ({ ctx, actor, query }) => questions.banks({ ctx, actor, query }) },
});
