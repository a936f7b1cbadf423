import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peopleLook, rollWords } from '../../../src/features/training/attendance/messages.ts';
import { datesModal } from '../../../src/features/training/card/course-views.ts';
import { conflictNote } from '../../../src/features/training/change/conflict-views.ts';
import { changeForm, scopeOptions } from '../../../src/features/training/change/forms.ts';
import { draftForm, draftValues } from '../../../src/features/training/course/draft-form.ts';
import { coursePageModal, draftPageModal } from '../../../src/features/training/course/page-views.ts';
import { factValues, namedOptions } from '../../../src/features/training/form/fields.ts';
import { materialsModal } from '../../../src/features/training/materials/views.ts';
import { officerMessages } from '../../../src/features/training/messages/officer-messages.ts';
import { messages } from '../../../src/features/training/messages/worker-messages.ts';
import { toldOf } from '../../../src/features/training/notices/views.ts';
import { pastModal } from '../../../src/features/training/pages/list-views.ts';
import { sessionModal } from '../../../src/features/training/pages/session-views.ts';
import { FIELDS } from '../../../src/features/training/rules/facts.ts';
import { LISTS } from '../../../src/gatherings/people/people.ts';
import { peopleModal } from '../../../src/gatherings/people/views.ts';
import { MARKS } from '../../../src/gatherings/rules/marks.ts';
import { rollModal } from '../../../src/gatherings/screen/views.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { COMMANDS } from '../../helpers/hostile-words.ts';
import { anySession, endsAt, fineView, names, now, peopleNamed, startsAt } from '../at-worst.ts';

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  const reader = { locale, tz: 'Asia/Shanghai', now };

  test('modals as well, with hundreds of names', () => {
    fc.assert(
      fc.property(anySession, names, fc.array(anySession, { maxLength: 53 }), (one, people, dates) => {
        const changes = people.slice(0, 20).map((by) => ({ at: now, by, fields: [...FIELDS] }));
        fineView(sessionModal(reader, one, { people: peopleNamed(people), unseen: people, changes }, { note: 'x' }));
        for (const list of LISTS)
          fineView(
            peopleModal(peopleLook, reader, toldOf(reader, one), peopleNamed(people), {
              list,
              page: 2,
              isManaged: true,
            }),
          );
        const corrections = people.map((name) => ({
          name,
          by: name,
          at: now,
          from: undefined,
          to: MARKS[0],
          reason: name,
        }));
        const roll = people.map((name, nth) => ({
          member: `U${nth}`,
          name,
          mark: MARKS[nth % 6],
          isOpen: nth % 2 === 0,
          absence: nth % 3 === 0 ? ('work' as const) : undefined,
          guests: 0,
        }));
        fineView(
          rollModal(
            'training',
            reader,
            { messages, words: rollWords },
            {
              told: toldOf(reader, one),
              state: one.state,
              isManaged: one.isAffair,
              roll,
              corrections,
              code: { code: '012345', until: endsAt },
              closes: endsAt,
              door: 'F1',
            },
            'x',
          ),
        );
        fineView(datesModal(reader, dates));
        fineView(pastModal(reader, dates.slice(0, 20)));
        fineView(materialsModal(reader, 'x', one.materials, 'x'));
        const branches = people.map((branch) => ({ branch, members: 3 }));
        const size = { id: 'x', may: 9, must: 1, branches, uncovered: people };
        fineView(
          draftPageModal(
            reader,
            {
              ...size,
              faults: [],
              lacking: 2,
              busy: { elsewhere: 2, onDuty: 1, trainer: [one], twice: [{ startsAt, endsAt, shifts: people }] },
              shown: dates,
              dates,
            },
            'x',
          ),
        );
        fineView(
          coursePageModal(reader, { ...size, topic: one.topic, isOnItsWay: false, isMakeUp: false, dates }, 'x'),
        );
        const { topic, kind, about, where, link, trainer, minutes, capacity } = one;
        const facts = { topic, kind, where, link, trainer: 'U1', minutes, capacity, startsAt };
        const note = conflictNote(reader, one, changes.slice(0, 3), officerMessages[locale].conflictWhat);
        expect(note).not.toMatch(COMMANDS);
        const who = new Map([['U1', trainer]]);
        const whom = { include: ['all', 'member:U1'], except: ['branch:东湖'], must: [] };
        const options = namedOptions(locale, whom, 'U1', who);
        const all = { ...facts, duration: 60 };
        fineView(
          changeForm.draw(
            reader,
            {
              values: { ...factValues(all), kind, about, scope: 'later' },
              options: { trainer: options.trainer, scope: scopeOptions(locale, 'change', true) },
            },
            { isWhole: true, note },
          ),
        );
        const draft = { facts: all, about, repeat: 'once' as const, ...whom, times: 1, more: '' };
        fineView(draftForm.draw(reader, { values: draftValues(draft), options }, { isWhole: true }));
      }),
      { numRuns: 20 },
    );
  });
});
