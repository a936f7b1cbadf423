import { expect, test } from 'vitest';
import { fileOf } from '../../playground/client.ts';
import {
  GENERAL,
  modal,
  rawSocket,
  refusal,
  triggerIn,
  type World,
  words,
  world,
  XIAOMEI,
} from '../helpers/playground-world.ts';

test('a trigger serves once and for a short time', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const open = ({ slack }: World, trigger: string) => slack.views.open({ trigger_id: trigger, view: modal() });
  await here.client.as(XIAOMEI).command('/jy');
  await open(here, triggerIn(packets));
  expect(await refusal(open(here, triggerIn(packets)))).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await refusal(open(here, 'made.up'))).toMatchObject({ error: 'invalid_trigger_id' });
  const hurried = await world({ timings: { triggerMs: 0 } });
  const late = await rawSocket(hurried);
  await hurried.client.as(XIAOMEI).command('/jy');
  expect(await refusal(open(hurried, triggerIn(late.packets)))).toMatchObject({ error: 'expired_trigger_id' });
});

test('a view keeps its id and what was typed over updates; an old hash is a conflict', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const opened = await here.slack.views.open({ trigger_id: triggerIn(packets), view: modal() });
  const view_id = opened.view?.id ?? '';
  const hash = opened.view?.hash ?? '';
  await me.type('姓名', '小梅');
  const updated = await here.slack.views.update({ view_id, hash, view: modal({ title: words('新') }) });
  expect(updated.view?.id).toBe(view_id);
  expect(await refusal(here.slack.views.update({ view_id, hash, view: modal() }))).toMatchObject({
    error: 'hash_conflict',
  });
  expect((await me.modal()).state.values).toEqual({ name: { text: { type: 'plain_text_input', value: '小梅' } } });
  const faulty = await refusal(here.slack.views.update({ view_id, view: modal({ title: words('太'.repeat(25)) }) }));
  expect(faulty).toMatchObject({
    error: 'invalid_arguments',
    messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
  });
});

test('answers to a submission: push up to three, update, clear, and what Slack cannot use', async () => {
  const here = await world();
  let answer: unknown = {};
  const { packets } = await rawSocket(here, ({ payload }) => (payload.type === 'view_submission' ? answer : undefined));
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const view = modal({ notify_on_close: true });
  await here.slack.views.open({ trigger_id: triggerIn(packets), view });
  const submit = async () => {
    await me.fill({ 姓名: 'x' });
    const { id } = await me.modal();
    return me.act({ kind: 'view-submit', view: id, viewState: { values: {} } });
  };
  answer = { response_action: 'push', view };
  expect(await submit()).toEqual({ ok: true });
  expect(await submit()).toEqual({ ok: true });
  expect(await submit()).toMatchObject({ ok: false, error: 'push_limit_reached' });
  answer = { response_action: 'update', view: { ...view, title: words('改') } };
  await submit();
  expect((await me.modal()).title.text).toBe('改');
  answer = { response_action: 'errors', errors: { nowhere: '?' } };
  expect((await submit()).error).toContain('no input block with this block_id: nowhere');
  await me.closeModal();
  expect(packets.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
  expect((await me.state()).modals).toHaveLength(2);
  answer = { response_action: 'clear' };
  await submit();
  expect((await me.state()).modals).toEqual([]);
});

test('files: a form takes them from a person, the bot fetches and sends them', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await me.command('/jy');
  const block = {
    type: 'input',
    block_id: 'f',
    label: words('文件'),
    element: { type: 'file_input', action_id: 'file', filetypes: ['csv'] },
  };
  await here.slack.apiCall('views.open', {
    trigger_id: triggerIn(packets),
    view: modal({ blocks: [block] }),
  });
  await me.attach('文件', fileOf('题.txt', 'x'));
  expect((await me.submit()).errors).toHaveProperty('f');
  await me.attach('文件', fileOf('题.csv', '题目,答案'));
  await me.submit();
  const address = /"url_private_download":"([^"]+)"/.exec(JSON.stringify(packets.at(-1)))?.[1] ?? '';
  expect(await (await fetch(address)).text()).toContain('Sign in');
  const bytes = await fetch(address, { headers: { authorization: `Bearer ${here.play.botToken}` } });
  expect(await bytes.text()).toBe('题目,答案');
  await here.slack.filesUploadV2({ channel_id: GENERAL, filename: '表.csv', content: '甲,乙', initial_comment: '给' });
  const last = await me.lastMessage(GENERAL);
  expect(last).toMatchObject({ text: '给', files: [{ name: '表.csv', size: Buffer.byteLength('甲,乙') }] });
  expect(await (await fetch(here.play.url + last?.files[0]?.url)).text()).toBe('甲,乙');
});
