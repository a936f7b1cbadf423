import { randomBytes } from 'node:crypto';
import { apiFile } from '../shapes.ts';
import { missing, SlackError } from '../slack-error.ts';
import { isFields } from '../validate/schema.ts';
import { Args } from './args.ts';
import type { Methods } from './method.ts';
import { placeToPost } from './places.ts';

export const files: Methods = {
  'files.getUploadURLExternal': (args, hub) => {
    const name = args.required('filename');
    const length = args.number('length');
    if (length === undefined) throw missing('length');
    if (length <= 0) throw new SlackError('invalid_arguments', ['[ERROR] must be at least 1 [json-pointer:/length]']);
    const id = hub.workspace.newId('F');
    const ticket = randomBytes(24).toString('base64url');
    hub.files.pending.set(ticket, { id, name, length, isDone: false });
    return { upload_url: `${hub.baseUrl}/upload/v1/${ticket}`, file_id: id };
  },

  'files.completeUploadExternal': (args, hub) => {
    const list = args.json('files');
    if (!Array.isArray(list) || list.length === 0) throw missing('files');
    const channels = [args.optional('channel_id'), ...args.list('channels')].filter((one) => one !== undefined);
    const places = channels.map((channel) => placeToPost(new Args({ channel }), hub));
    const done = list.map((one: unknown) => {
      const id = isFields(one) ? String(one.id) : '';
      const [ticket, upload] = [...hub.files.pending].find(([, pending]) => pending.id === id) ?? [];
      if (!ticket || !upload?.isDone) throw new SlackError('file_not_found');
      return { ticket, upload, title: isFields(one) && one.title ? String(one.title) : upload.name };
    });
    const stored = done.map(({ ticket, upload, title }) => {
      hub.files.pending.delete(ticket);
      const file = {
        id: upload.id,
        name: upload.name,
        title,
        mimetype: mimetypeOf(upload.name),
        size: upload.length,
        user: hub.identity.botUserId,
        created: Math.floor(hub.workspace.now() / 1000),
        channels: places.map((place) => place.id),
      };
      hub.workspace.data.files.push(file);
      return file;
    });
    const thread = args.optional('thread_ts');
    for (const place of places)
      hub.workspace.post({
        channel: place.id,
        user: hub.identity.botUserId,
        text: args.text('initial_comment') ?? '',
        blocks: [],
        files: stored.map((one) => one.id),
        ...(thread ? { threadTs: thread } : {}),
      });
    hub.workspace.changed();
    return { files: stored.map((one) => apiFile(hub, one)) };
  },

  'files.delete': (args, hub) => {
    const file = hub.workspace.file(args.required('file'));
    if (file.user !== hub.identity.botUserId) throw new SlackError('cant_delete_file');
    hub.workspace.data.files = hub.workspace.data.files.filter((one) => one.id !== file.id);
    hub.files.drop(file.id);
    hub.workspace.changed();
    return {};
  },

  'files.info': (args, hub) => {
    const file = hub.workspace.file(args.required('file'));
    return { file: apiFile(hub, file), comments: [], response_metadata: { next_cursor: '' } };
  },
};

const mimetypes: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/plain',
  xml: 'text/xml',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const mimetypeOf = (name: string) =>
  mimetypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
