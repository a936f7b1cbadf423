import type { Command, Feature } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { readerOf } from './actions.ts';
import { listSends } from './service.ts';
import { listMessage } from './views.ts';

/** What `/jy sends` shows, with a verb or without. @param features the features whose notices are sent */
export function overview(features: readonly Feature[]) {
  return async ({ ctx, actor, reply }: CommandRequest): Promise<void> =>
    reply(listMessage(readerOf(actor), await listSends(ctx, features, actor)));
}

export function sendsCommands(features: readonly Feature[]): Command[] {
  return [
    {
      verb: 'progress',
      aliases: ['进度'],
      role: 'officer',
      usage: { zh: '', en: '' },
      summary: {
        zh: '发给多人的消息发到哪里了，暂停、继续、停止',
        en: 'progress of messages to many people: pause, resume or stop them',
      },
      run: overview(features),
    },
  ];
}
