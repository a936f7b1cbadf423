import { z } from 'zod';
import { choice, people, person } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { date, files, text } from '../../../bot/draw/form/kinds.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { PHOTOS } from '../../../cases/photos.ts';
import { messages, say } from '../messages.ts';
import { KINDS, SCENES } from '../rules.ts';

/** What the form is about: a visit and one thing that was said there. */
export const recordRef = ref(
  'visits.record',
  z.object({
    once: z.string(),
    /** The visit of which something was written down already. */
    visit: z.string().optional(),
    /** The earlier finding of the same matter that the officer has been shown. */
    seen: z.string().optional(),
    /** Only that they were there: nothing to fix. */
    isStop: z.boolean().optional(),
  }),
);

/** A finding in half a minute: five things, and four that have sensible defaults. */
export const recordForm = form(
  'visits.record',
  {
    what: text({ label: say((it) => it.form.what), max: 1_000, long: true, needed: true }),
    place: text({
      label: say((it) => it.form.place),
      max: 100,
      needed: true,
      placeholder: say((it) => it.form.placeHint),
    }),
    kind: choice({
      label: say((it) => it.form.kind),
      of: KINDS,
      words: (locale, one) => messages[locale].kinds[one],
      look: 'radio',
      initial: 'livelihood',
    }),
    people: people({ label: say((it) => it.form.people), hint: say((it) => it.form.peopleHint), max: 10 }),
    photos: files({
      label: say((it) => it.form.photos),
      hint: say((it) => it.form.photosHint),
      max: PHOTOS,
      types: ['jpg', 'jpeg', 'png', 'webp'],
    }),
    owner: person({ label: say((it) => it.form.owner), hint: say((it) => it.form.ownerHint), more: true }),
    due: date({ label: say((it) => it.form.due), hint: say((it) => it.form.dueHint), after: 'today', more: true }),
    branch: choice({ label: say((it) => it.form.branch), hint: say((it) => it.form.branchHint), more: true }),
    scene: choice({
      label: say((it) => it.form.scene),
      hint: say((it) => it.form.sceneHint),
      of: SCENES,
      words: (locale, one) => messages[locale].scenes[one],
      more: true,
    }),
  },
  { title: say((it) => it.record), submit: say((it) => it.save) },
);

/** What an officer who was somewhere and heard nothing to fix is not asked. */
export const STOP_WITHOUT = ['what', 'kind', 'photos', 'owner', 'due'] as const;
