import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModalView } from '../../../../src/bot/draw/block-kit.ts';
import type { Form } from '../../../../src/bot/draw/form/form.ts';
import type { ActionRequest, SubmitRequest } from '../../../../src/bot/request.ts';
import { features } from '../../../../src/features/index.ts';
import { LOCALES } from '../../../../src/lib/language.ts';
import { actor, makeBank } from '../../../helpers/quiz-day.ts';
import { ROOT, sourceFiles } from '../../../helpers/source-tree.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../../helpers/workplace.ts';

const NOW = new Date('2026-03-02T09:00:00+08:00');

/** Every form that stands in a module of its own. */
async function forms(): Promise<[string, Form<Record<string, never>>][]> {
  const files = sourceFiles('src').filter(({ text }) => /\bexport const \w+(?:: Form<.*>)? = form\(/.test(text));
  const modules = await Promise.all(files.map(({ path }) => import(join(ROOT, path)) as Promise<object>));
  return modules.flatMap((module) =>
    Object.values(module)
      .filter(isForm)
      .map((one) => [one.name, one] as const),
  );
}

const isForm = (value: unknown): value is Form<Record<string, never>> =>
  typeof value === 'object' && value !== null && 'fields' in value && 'readable' in value;

/** The inputs of a modal that are marked as needed. */
const marked = ({ blocks }: Pick<ModalView, 'blocks'>): string[] =>
  blocks.flatMap((block) => (block.type === 'input' && block.optional !== true ? [block.block_id ?? ''] : [])).sort();

describe('every form', () => {
  it('refuses empty what it marks as needed, and nothing else', async () => {
    const found = await forms();
    expect(found.length).toBeGreaterThan(15);
    for (const [name, one] of found)
      for (const locale of LOCALES) {
        const reader = { locale, tz: 'Asia/Shanghai', now: NOW };
        const empty = Object.fromEntries(Object.keys(one.fields).map((id) => [id, undefined]));
        const read = one.read(reader, empty);
        const refused = 'errors' in read ? Object.keys(read.errors).sort() : [];
        expect(refused, name).toEqual(marked(one.draw(reader, {}, { isWhole: true })));
      }
  });
});

/** Forms that open from a button that names nothing. */
const OPENED: readonly [feature: string, verb: string][] = [
  ['announcements', 'write'],
  ['suggestions', 'new'],
  ['suggestions', 'addKind'],
  ['quiz', 'schedule'],
  ['people', 'away'],
  ['calendar', 'add'],
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
