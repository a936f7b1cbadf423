import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorkspaceData } from './model.ts';
import type { Workspace } from './workspace.ts';

const DEBOUNCE_MS = 300;

export function loadWorkspace(path: string | undefined): WorkspaceData | undefined {
  if (!path || !existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} is not a workspace of the playground; delete it to start over`, { cause: error });
  }
}

/** Ephemeral messages are not kept: they are gone after a reload, as in Slack. */
const kept = (data: WorkspaceData): WorkspaceData => ({
  ...data,
  messages: Object.fromEntries(
    Object.entries(data.messages).map(([channel, list]) => [channel, list.filter((one) => !one.ephemeralFor)]),
  ),
});

/** Writes the workspace a moment after each change, whole or not at all. Returns what writes at once and stops. */
export function keepWorkspace(workspace: Workspace, path: string | undefined): () => void {
  if (!path) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(kept(workspace.data)));
    renameSync(draft, path);
  };
  const later = () => {
    timer ??= setTimeout(write, DEBOUNCE_MS);
  };
  workspace.on('change', later);
  return () => {
    workspace.off('change', later);
    clearTimeout(timer);
    write();
  };
}
