import { describe, test } from 'vitest';
import { cancelForm, scopeOptions } from '../../../src/features/training/change/forms.ts';
import { addForm } from '../../../src/features/training/course/add-form.ts';
import { reviseForm } from '../../../src/features/training/course/revise-form.ts';
import { termsForm } from '../../../src/features/training/course/terms/form.ts';
import { messages } from '../../../src/features/training/messages/worker-messages.ts';
import { leaveForm } from '../../../src/features/training/pages/leave-form.ts';
import { gatheringViews } from '../../../src/gatherings/views.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { fineView, now } from '../at-worst.ts';

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  test('small forms too', () => {
    const reader = { locale, tz: 'Asia/Shanghai', now };
    for (const view of [
      cancelForm.draw(reader, { options: { scope: scopeOptions(locale, 'cancel') } }, { isWhole: true }),
      addForm.draw(reader, {}, { isWhole: true }),
      reviseForm.draw(reader, {}, { isWhole: true }),
      termsForm.draw(
        reader,
        { values: { needed: 'one', before: ['c'], points: 10, quizBank: ['b'], quizCount: 5, quizPass: 80 } },
        { isWhole: true },
      ),
      leaveForm.draw(reader, {}, { isWhole: true }),
      gatheringViews('training', messages[locale]).code({ id: 'x', topic: '主题' }),
    ])
      fineView(view);
  });
});
