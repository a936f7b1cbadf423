import type { Hub } from './hub.ts';

const TICK_MS = 500;

/** Posts the messages whose time has come. */
export function postDue(hub: Hub) {
  const { workspace, identity } = hub;
  const now = workspace.now() / 1000;
  const due = workspace.data.scheduled.filter((one) => one.postAt <= now).sort((a, b) => a.postAt - b.postAt);
  if (due.length === 0) return;
  workspace.data.scheduled = workspace.data.scheduled.filter((one) => one.postAt > now);
  for (const { channel, text, blocks, threadTs } of due)
    workspace.post({ channel, user: identity.botUserId, text, blocks, ...(threadTs ? { threadTs } : {}) });
}

export function postDueOften(hub: Hub): () => void {
  const timer = setInterval(() => postDue(hub), TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
