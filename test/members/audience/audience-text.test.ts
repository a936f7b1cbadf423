import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateSuggestions } from '../../../playground/server/validate/payload.ts';
import { ROLES } from '../../../src/bot/actor.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { type AudiencePart, type AudienceSpec, partKey, partOfKey } from '../../../src/members/audience/spec.ts';
import { audienceOption, audienceText } from '../../../src/members/audience/text.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';

const branch2: AudiencePart = { kind: 'branch', branch: '二分会' };
const team: AudiencePart = { kind: 'team', branch: '二分会', team: '水产班组' };
const wang: AudiencePart = { kind: 'member', user: 'U5' };
const names = new Map([
  ['U5', '王五'],
  ['C1', '安全'],
]);

it.each<[AudienceSpec, string, string]>([
  [{ include: [], except: [] }, '还没有选人', 'Nobody yet'],
  [{ include: [{ kind: 'everyone' }], except: [] }, '全体职工', 'Everyone'],
  [
    { include: [branch2, team], except: [wang] },
    '二分会、二分会水产班组，除 王五 外',
    '二分会, 水产班组 (二分会), except 王五',
  ],
  [
    {
      include: [
        { kind: 'post', post: '电工' },
        { kind: 'role', role: 'officer' },
      ],
      except: [branch2, team],
    },
    '电工、工会干部，除 二分会、二分会水产班组 外',
    '电工, Union officers, except 二分会, 水产班组 (二分会)',
  ],
  [{ include: [{ kind: 'channel', channel: 'C1' }], except: [] }, '#安全', '#安全'],
  [
    {
      include: [
        { kind: 'channel', channel: 'C9' },
        { kind: 'member', user: 'U9' },
      ],
      except: [],
    },
    '一个频道、一位职工',
    'A channel, A member',
  ],
  [
    { include: Array.from({ length: 12 }, () => wang), except: [] },
    `${Array.from({ length: 8 }, () => '王五').join('、')}等 12 项`,
    `${Array.from({ length: 8 }, () => '王五').join(', ')} and 4 more`,
  ],
])('%j is said in both languages', (spec, zh, en) => {
  expect(audienceText('zh', spec, names)).toBe(zh);
  expect(audienceText('en', spec, names)).toBe(en);
});

it('is an option that Slack takes, whatever the names, and that says its part', () => {
  const name = hostileWords(60);
  const part: fc.Arbitrary<AudiencePart> = fc.oneof(
    fc.record({ kind: fc.constant('branch' as const), branch: name }),
    fc.record({ kind: fc.constant('team' as const), branch: name, team: name }),
    fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom(...ROLES) }),
    fc.record({ kind: fc.constant('member' as const), user: fc.constant('U5') }),
  );
  fc.assert(
    fc.property(part, hostileWords(80), hostileWords(200), (one, called, description) => {
      for (const locale of LOCALES) {
        const option = audienceOption(locale, one, new Map([['U5', called]]), description);
        expect(validateSuggestions({ options: [option] })).toEqual([]);
        expect(partKey(partOfKey(option.value ?? '') ?? one)).toBe(option.value);
      }
    }),
  );
});
