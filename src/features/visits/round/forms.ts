import { z } from 'zod';
import { choice, choices, person } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { messages, say } from '../messages.ts';
import { SCENES } from '../rules.ts';

const month = z.string().regex(/^\d{4}-\d\d$/);

/** A page of a month's round. */
export const roundRef = ref('visits.round', z.object({ month, page: z.number().default(1) }));
/** The month for which a visit is planned; this one, if absent. */
export const planRef = ref('visits.plan', z.object({ month }).partial(), { before: ['month'] });

export const planForm = form(
  'visits.plan',
  {
    officer: person({ label: say((it) => it.plan.officer), needed: true }),
    branch: choice({ label: say((it) => it.plan.branch), needed: true }),
    scenes: choices({
      label: say((it) => it.plan.scenes),
      hint: say((it) => it.plan.scenesHint),
      of: SCENES,
      words: (locale, one) => messages[locale].scenes[one],
      initial: SCENES,
    }),
  },
  { title: say((it) => it.plan.title), submit: say((it) => it.keep) },
);
