import type { Context } from '../../context.ts';

/** The workspace's name, as Slack has it. */
export async function workspaceName(ctx: Pick<Context, 'slack'>): Promise<string> {
  return (await ctx.slack.auth.test()).team ?? '';
}

/** Opens the conversation with the bot in Slack, from any camera: a link of the web, which a phone hands to Slack's app. */
export async function appLink(ctx: Pick<Context, 'slack' | 'workspace'>): Promise<string> {
  const { bot_id: bot = '' } = await ctx.slack.auth.test();
  const { bot: { app_id: app } = {} } = await ctx.slack.bots.info({ bot });
  if (app === undefined) throw new Error('bots.info gave no app');
  return `https://slack.com/app_redirect?${new URLSearchParams({ app, team: ctx.workspace })}`;
}
