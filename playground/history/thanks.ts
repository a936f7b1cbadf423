import { give } from '../../src/features/thanks/service.ts';
import { idFrom } from '../../src/lib/ids.ts';
import { actorOf } from '../../src/members/service.ts';
import type { History } from './stage.ts';

/** Working days before today, who thanks whom, what for, and in which words. */
const THANKS: readonly [back: number, from: string, to: string, value: string, words: string][] = [
  [41, 'U0QH1003', 'U0QH1004', 'safety', '下雨天帮我把塘边的电线架高了。'],
  [33, 'U0QH2002', 'U0QH2001', 'teamwork', '抢收那天多留了两个小时。'],
  [26, 'U0QH3002', 'U0QH3003', 'teaching', '手把手教我看冷库的温度曲线。'],
  [19, 'U0QH1004', 'U0QH1003', 'ideas', '投料口的小挡板太好用了。'],
  [12, 'U0QH2003', 'U0QH2002', 'dedication', '大棚漏水，半夜赶来堵上。'],
  [8, 'U0QH3005', 'U0QH3002', 'safety', '叉车过来时拉了我一把。'],
  [5, 'U0QH2004', 'U0QH1005', 'teamwork', 'Covered my shift when my son was ill.'],
  [1, 'U0QH1004', 'U0QH1003', 'teamwork', '盘点的时候一起数到最后一箱。'],
  [1, 'U0QH2004', 'U0QH1005', 'teaching', 'Showed me how to read the feed table.'],
];

/** A line of thanks every few days. */
export const thanksHistory: History = (stage) =>
  THANKS.map(([back, from, to, value, words]) => ({
    at: stage.atWorkday(-back, '15:20'),
    play: async () => {
      const giver = await actorOf(stage.ctx, from);
      if (giver !== undefined)
        await give(stage.ctx, giver, idFrom('thanks', from, to, words), { to, value, words, isOpen: false });
    },
  }));
