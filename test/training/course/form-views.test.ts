import { describe, test } from 'vitest';
import { cancelModal } from '../../../src/features/training/change/views.ts';
import { addModal } from '../../../src/features/training/course/add-views.ts';
import { termsModal } from '../../../src/features/training/course/terms/views.ts';
import { messages } from '../../../src/features/training/messages/worker-messages.ts';
import { leaveModal } from '../../../src/features/training/pages/leave-views.ts';
import { gatheringViews } from '../../../src/gatherings/views.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { fineView } from '../at-worst.ts';

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  test('small forms too', () => {
    for (const view of [
      cancelModal(locale, 'x', true),
      addModal(locale, 'x', true),
      termsModal(
        locale,
        'x',
        { needed: 'one', before: ['c'], points: 10 },
        { isStudy: false, hasBanks: true, topics: new Map([['c', '主题']]) },
      ),
      leaveModal(locale, 'x', '主题', 'all'),
      gatheringViews('training', messages[locale]).code({ id: 'x', topic: '主题' }),
    ])
      fineView(view);
  });
});
