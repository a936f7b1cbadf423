import { emptyDraft, newDraftId, saveDraft } from '../../src/features/announcements/draft/service/drafts.ts';
import { announcements, type Draft } from '../../src/features/announcements/model.ts';
import { confirm } from '../../src/features/announcements/receipts/service/confirm.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import { send } from '../../src/features/announcements/service/send.ts';
import { DAY_MS, MINUTE_MS } from '../../src/lib/zone.ts';
import { ENGLISH_BRANCH, idOf } from '../company.ts';
import { CHAIR, type History, isPlayed, type Scene, type Stage } from './stage.ts';

interface Told {
  /** Names it for what chance decides. */
  name: string;
  at: Date;
  draft: Partial<Draft>;
  /** Which option is right, where it asks. */
  answer?: number;
  /** What part of the people confirms in the end. */
  share: number;
  /** Those who have not, however it ends. */
  except?: readonly string[];
}

/** Two disclosures of the past, and a safety notice of yesterday that half of the people have confirmed. */
export const announcementsHistory: History = (stage) => {
  const [welfare, wages, safety]: [Told, Told, Told] = [
    {
      name: 'welfare',
      at: stage.atWorkday(-50, '09:30'),
      draft: {
        title: '三季度职工福利费使用情况公开',
        body: text(
          '三季度职工福利费共支出 186,400 元：节日慰问 92,000 元，困难帮扶 41,400 元，体检 53,000 元。明细在各分会公开栏。',
        ),
        category: 'disclosure',
        reminders: 1,
        endsAt: stage.atWorkday(-40, '18:00'),
      },
      share: 0.93,
    },
    {
      name: 'wages',
      at: stage.atWorkday(-18, '09:30'),
      draft: {
        title: '工资集体协商结果公示',
        body: text('经职工代表大会通过，2027 年一线岗位基本工资平均上调 5.2%。公示七天，有意见请向分会主席反映。'),
        category: 'disclosure',
        reminders: 1,
        endsAt: stage.atWorkday(-12, '18:00'),
      },
      share: 0.88,
    },
    {
      name: 'safety',
      at: stage.atWorkday(-1, '10:00'),
      draft: {
        title: '冬季用电安全：大棚和宿舍',
        body: text(
          '大棚加温只用登记过的设备；宿舍不得使用电热毯以外的取暖电器。发现线路发热、有异味，先断电，再报告。',
        ),
        category: 'safety',
        except: [`branch:${ENGLISH_BRANCH}`],
        questionText: '发现线路发热、有异味，第一步做什么？\n先报告班长\n* 先断电\n用水冷却',
        reminders: 1,
        endsAt: stage.atWorkday(5, '18:00'),
      },
      answer: 1,
      share: 0.55,
      except: ['U0QH1003', 'U0QH1005', 'U0QH2002', 'U0QH2004', 'U0QH3002'],
    },
  ];
  const abroad: Told = {
    ...safety,
    name: 'safety-en',
    draft: {
      ...safety.draft,
      include: [`branch:${ENGLISH_BRANCH}`],
      except: [],
      title: 'Electrical safety in winter: greenhouses and dormitories',
      body: text(
        'Heat greenhouses with registered equipment only. No heaters but electric blankets in dormitories. If a cable is warm or smells, switch the power off first, then report it.',
      ),
      questionText:
        'A cable is warm and smells. What comes first?\nTell the team leader\n* Switch the power off\nCool it with water',
    },
  };
  return [welfare, wages, safety, abroad].flatMap((one) => scenesOf(stage, one));
};

function scenesOf(stage: Stage, { name, at, draft, answer, share, except = [] }: Told): Scene[] {
  const id = newDraftId();
  const write = async (): Promise<void> => {
    const chair = await stage.actor(CHAIR);
    await saveDraft(stage.ctx, chair, id, { ...emptyDraft(), include: ['all'], ...draft });
    await send(stage.ctx, chair, id);
    await stage.tick('announcements.tick');
  };
  // Most confirm within the day, the others within three.
  const readers = stage.people
    .filter((one) => !except.includes(idOf(one)) && stage.chance(name, one.number) < share)
    .map((one) => ({ user: idOf(one), wave: Math.floor(stage.chance('when', name, one.number) ** 2 * 4) }));
  const waves = [2 * 60 * MINUTE_MS, 6 * 60 * MINUTE_MS, DAY_MS, 2 * DAY_MS].map(
    (after, nth): Scene => ({
      at: new Date(at.getTime() + after),
      play: async () => {
        const { ctx } = stage;
        const one = await announcements(ctx).findOne({ _id: id }).lean();
        if (one === null) return;
        await announcementReceipts.settle(ctx, one);
        const reached = await reachedBy(stage, id);
        await Promise.all(
          readers
            .filter(({ wave, user }) => wave === nth && reached.has(user))
            .map(async ({ user }) => {
              const isWrong = answer !== undefined && stage.chance('wrong', name, user) < 0.2;
              if (isWrong) await confirm(ctx, user, id, 0);
              await confirm(ctx, user, id, answer);
              if (stage.isShown() && isPlayed(user))
                await announcementReceipts.showConfirmed(ctx, one, user, undefined);
            }),
        );
        await stage.tick('announcements.tick');
      },
    }),
  );
  return [{ at, play: write }, ...waves];
}

/** Who has got an announcement and not confirmed it yet. */
async function reachedBy({ ctx }: Stage, announcement: string): Promise<Set<string>> {
  const filter = { workspace: ctx.workspace, announcement, state: 'reached' as const };
  return new Set(await announcementReceipts.receipts(ctx).distinct('member', filter));
}

/** A text as the form's editor gives it. */
function text(words: string): string {
  return JSON.stringify({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }],
  });
}
