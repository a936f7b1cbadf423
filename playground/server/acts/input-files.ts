import type { ElementState } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import { apiFile } from '../shapes.ts';
import { isFields } from '../validate/schema.ts';

/**
 * Files a person put into a `file_input` (name, mimetype, content in base64) become files of the workspace. They come as
 * `uploads` from the page; `files` may hold them too, beside files that are there already.
 */
export function withFiles(hub: Hub, user: string, state: ElementState): ElementState {
  if (state.type !== 'file_input') return state;
  const given = [state.uploads, state.files].filter(Array.isArray).flat();
  const files = given.filter(isFields).map((one) => {
    if (typeof one.content !== 'string') return apiFile(hub, hub.workspace.file(String(one.id)));
    const upload = { name: String(one.name), mimetype: String(one.mimetype ?? ''), content: one.content };
    return apiFile(hub, hub.files.create(user, upload));
  });
  return { type: 'file_input', files };
}
