import { z } from 'zod';
import { choice, people } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { date, text } from '../../../bot/draw/form/kinds.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { say } from '../messages.ts';

/** One discussion, and the page of what was said in it. */
export const topicRef = ref('visits.topic', z.object({ id: z.string(), page: z.number().default(1) }));
/** A discussion that is written or changed, said something in, or summed up; a contribution that is sorted. */
const before = ['id'] as const;
const one = z.object({ id: z.string() });
/** Reminds others of a discussion. @property nth how many reminders its page knew of: a page that is old reminds nobody again */
export const remindRef = ref('visits.remind', z.object({ id: z.string(), nth: z.number() }));
export const topicFormRef = ref('visits.discuss', one.partial(), { before });
export const sayRef = ref('visits.say', one, { before });
export const sortRef = ref('visits.sort', one, { before });
export const sumRef = ref('visits.sum', one, { before });

const audience = { source: 'visits.audience', placeholder: say((it) => it.topic.find), max: 50 } as const;

export const topicForm = form(
  'visits.discuss',
  {
    question: text({
      label: say((it) => it.topic.question),
      hint: say((it) => it.topic.questionHint),
      max: 500,
      long: true,
      needed: true,
    }),
    include: people({ label: say((it) => it.topic.include), needed: true, ...audience }),
    ends: date({ label: say((it) => it.topic.ends), after: 'today', needed: true }),
    except: people({ label: say((it) => it.topic.except), more: true, ...audience }),
  },
  { title: say((it) => it.discuss), submit: say((it) => it.keep) },
);

export const sayForm = form(
  'visits.say',
  { text: text({ label: say((it) => it.topic.writeLabel), max: 300, long: true, needed: true }) },
  { title: say((it) => it.topic.write), submit: say((it) => it.send) },
);

export const sortForm = form(
  'visits.sort',
  {
    group: choice({ label: say((it) => it.topic.group) }),
    groupNew: text({ label: say((it) => it.topic.groupNew), max: 40 }),
  },
  { title: say((it) => it.topic.sort), submit: say((it) => it.keep) },
);

export const sumForm = form(
  'visits.sum',
  { summary: text({ label: say((it) => it.topic.sumLabel), max: 2_000, long: true, needed: true }) },
  { title: say((it) => it.topic.sum), submit: say((it) => it.send) },
);
