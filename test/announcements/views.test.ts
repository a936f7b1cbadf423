import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { cut } from '../../src/bot/draw/blocks.ts';
import { richTextFrom } from '../../src/bot/draw/rich-text.ts';
import type { Receipt } from '../../src/delivery/receipts/book.ts';
import { receiptTwins } from '../../src/delivery/receipts/figures.ts';
import type { ReceiptPage } from '../../src/delivery/receipts/page.ts';
import { emptyTally, RECEIPT_STATES } from '../../src/delivery/receipts/rules.ts';
import { namesModal, receiptModal } from '../../src/delivery/receipts/views.ts';
import { cardMessage, type Reader } from '../../src/features/announcements/card-views.ts';
import { answerMessage, channelMessage } from '../../src/features/announcements/channel-views.ts';
import { announcementForm, correctForm, correctShown, formShown } from '../../src/features/announcements/form/views.ts';
import { messages as texts } from '../../src/features/announcements/messages.ts';
import type { Announcement } from '../../src/features/announcements/model.ts';
import { listMessage, mineMessage, previewModal } from '../../src/features/announcements/page-views.ts';
import { shown } from '../../src/features/announcements/receipts/actions.ts';
import { manageButtons } from '../../src/features/announcements/receipts/views.ts';
import { actBlocks } from '../../src/features/announcements/register/log-views.ts';
import { CATEGORIES, REPEATS, STATES, VIAS } from '../../src/features/announcements/rules.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const NOW = new Date('2026-03-02T09:00:00+08:00');
const words = hostileWords(250);
const anyOne: fc.Arbitrary<Announcement> = fc.record({
  _id: fc.constant('0123456789abcdef'),
  workspace: fc.constant('T1'),
  author: fc.constant('U1'),

  state: fc.constantFrom(...STATES),
  category: fc.constantFrom(...CATEGORIES),
  repeat: fc.constantFrom(...REPEATS),
  title: hostileWords(120),
  body: hostileWords(4_000).map((text) => JSON.stringify(richTextFrom(text))),
  include: fc.constant(['all', 'branch:一']),
  except: fc.constant(['member:U2']),
  urgent: fc.boolean(),
  wantsAck: fc.boolean(),
  remindersSent: fc.nat(5),
  occurrence: fc.nat(9),
  questionText: fc
    .tuple(words, fc.array(words, { minLength: 2, maxLength: 5 }))
    .map(([question, options]) => [question, ...options].map((one) => one.replace(/\n/g, ' ')).join('\n')),
  reminders: fc.nat(5),
  everyHours: fc.constant(24),
  createdAt: fc.constant(NOW),
  updatedAt: fc.constant(NOW),
  editedAt: fc.constant(NOW),
  via: fc.constantFrom(...VIAS),
  channels: fc.constant(['C1', 'C2']),
  attachment: fc.record({
    kind: fc.constantFrom('picture' as const, 'file' as const),
    name: words,
    file: fc.constant('F1'),
    source: fc.constant('F2'),
    permalink: fc.constant('https://x.slack.com/files/U1/F1/a_b.pdf?a=1&b=2'),
  }),
});

describe.each(LOCALES)('in %s', (locale) => {
  const readerWith = (name: string): Reader => ({ locale, tz: 'Asia/Shanghai', name, now: NOW });

  it('keeps Slack’s limits and commands nothing, whatever people write', () => {
    fc.assert(
      fc.property(anyOne, words, fc.boolean(), (plainOne, name, isMarked) => {
        const questionText = isMarked ? plainOne.questionText.replace('\n', '\n*') : plainOne.questionText;
        const one = { ...plainOne, questionText };
        const reader = readerWith(name);
        const tally = { ...emptyTally(), audience: 3, reached: 2, confirmed: 1, waiting: 1, wrongFirst: 1 };
        const rows = Array.from({ length: 60 }, (_, index): [string, typeof tally] => [`${name}${index}`, tally]);
        const acts = Array.from({ length: 40 }, () => ({
          workspace: 'T1',
          key: 'k',
          announcement: one._id,
          act: 'remind' as const,
          by: 'U1',
          at: NOW,
          title: one.title,
          category: one.category,
          members: 3,
        }));
        const page: ReceiptPage = {
          what: shown(locale, one),
          asOf: NOW,
          mayChange: true,
          branch: isMarked ? undefined : name,
          page: 1,
          total: tally,
          groups: rows,
          // As the roster keeps them: on one line, and no longer.
          branches: rows.map((_, index) => cut(`${index}${name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')}`, 60)),
          own: { branch: name, tally, notYet: Array(10).fill(name) },
        };
        const card = cardMessage(reader, one, undefined, { isPreview: true });
        const whole = { one, faults: ['title' as const], whom: name, members: 3, others: 2, isAuthor: false };
        const log = { acts, people: new Map([['U1', name]]) };
        const preview = { ...whole, card: card.blocks, places: name, log };
        const receipt = {
          workspace: 'T1',
          member: 'U1',
          branch: '',
          team: '',
          wrongFirst: 0,
          tries: 0,
          opened: 0,
          state: 'reached' as const,
          at: NOW,
        };
        const names = { rows: Array(40).fill({ name, team: name }), page: 2, pages: 3, total: 120 };
        const screen = { feature: 'announcements', words: { zh: texts.zh.receipts, en: texts.en.receipts } };
        const twins = receiptTwins(screen, reader, page, []);
        const messages = [
          card,
          channelMessage(reader, one, name, { lead: '预览', isPreview: true }),
          channelMessage(reader, { ...one, wantsAck: false }, undefined),
          answerMessage(reader, one, receipt, true),
          answerMessage(reader, one, { ...receipt, state: 'confirmed', confirmedAt: NOW }, false),
          listMessage(reader, Array(10).fill(one)),
          twins.rich,
          twins.plain,
        ];
        const data = { id: one._id, draft: one, names: new Map([['U2', name]]) };
        const views = [
          previewModal(reader, preview),
          receiptModal(screen, reader, page, {
            buttons: (refresh) => manageButtons(reader, one, tally, refresh),
            below: actBlocks(reader, log),
          }),
          namesModal(screen, reader, page, 'wrong', names),
          announcementForm.draw(reader, formShown(locale, { ...data, hasChannels: true, hasBanks: true, others: 3 })),
          announcementForm.draw(reader, formShown(locale, { ...data, hasChannels: false, hasBanks: false, others: 0 })),
          correctForm.draw(reader, correctShown(locale, one)),
        ];
        for (const message of messages) {
          expect(validateBlocks(message.blocks, 'message')).toEqual([]);
          expect(message.text).not.toMatch(COMMANDS);
          expect(message.text.length).toBeLessThanOrEqual(4_000);
        }
        for (const view of views) expect(validateView(view)).toEqual([]);
        expect(mrkdwnIn([...messages, ...views])).not.toMatch(COMMANDS);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a worker’s own list', () => {
  const reader: Reader = { locale: 'zh', tz: 'Asia/Shanghai', name: '陈小梅', now: NOW };
  const notice: Announcement = {
    _id: '0123456789abcdef',
    workspace: 'T1',
    author: 'U1',
    state: 'sent',
    category: 'safety',
    repeat: 'once',
    title: '先通风',
    body: '',
    include: [],
    except: [],
    via: 'dm',
    channels: [],
    urgent: false,
    wantsAck: true,
    questionText: '',
    reminders: 0,
    everyHours: 24,
    remindersSent: 0,
    occurrence: 0,
    createdAt: NOW,
    updatedAt: NOW,
  };
  const saidOf = (one: Announcement, state: Receipt['state']) =>
    mineMessage(reader, [
      {
        one,
        receipt: {
          workspace: 'T1',
          member: 'U2',
          branch: '',
          team: '',
          at: NOW,
          state,
          wrongFirst: 0,
          opened: 0,
          tries: 0,
        },
      },
    ])
      .text.split('\n')
      .at(-1);

  it.each(RECEIPT_STATES)('says what there is to do, not how the delivery stands: %s', (state) => {
    expect(saidOf(notice, state)).toBe(state === 'confirmed' ? '安全通知 · 已确认' : '安全通知 · 等你确认');
  });

  it('asks for nothing after the end, or where nothing is asked', () => {
    expect(saidOf({ ...notice, endsAt: NOW }, 'waiting')).toBe('安全通知 · 已结束');
    expect(saidOf({ ...notice, wantsAck: false }, 'waiting')).toBe('安全通知');
  });
});
