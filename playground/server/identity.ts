import { botUserId } from '../company.ts';
import type { Identity } from './hub.ts';

/** Fixed, so that a bot finds its way back after a restart. They open nothing but a playground on this machine. */
export const identityOf = (teamId: string, signingSecret: string | undefined): Identity => ({
  teamId,
  appId: 'A0JINGYING',
  botUserId,
  botId: 'B0JINGYING',
  botToken: 'xoxb-playground-bot',
  appToken: 'xapp-playground-app',
  signingSecret: signingSecret ?? 'playground-signing-secret',
  verificationToken: 'playground-verification',
});
