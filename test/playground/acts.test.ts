import { expect, test } from 'vitest';
import { button, GENERAL, LIQIANG, rawSocket, refusal, words, world, XIAOMEI } from '../helpers/playground-world.ts';

test('a response_url serves five times, replaces and deletes', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const me = here.client.as(XIAOMEI);
  await here.slack.chat.postMessage({ channel: GENERAL, text: '题', blocks: [button('pick')] });
  await me.click('pick');
  const url = String(packets[0]?.payload.response_url);
  const send = async (body: object) =>
    (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
      .status;
  expect(await send({ text: '换了', replace_original: true })).toBe(200);
  expect((await here.client.as(LIQIANG).lastMessage(GENERAL))?.text).toBe('换了');
  expect(await send({ text: '悄悄' })).toBe(200);
  expect(await here.client.as(LIQIANG).lastMessage(GENERAL)).toMatchObject({ text: '换了' });
  expect(await send({ text: '大家', response_type: 'in_channel' })).toBe(200);
  expect(await send({ blocks: [{ type: 'nonsense' }] })).toBe(400);
  expect(await send({ delete_original: true })).toBe(200);
  expect((await here.client.as(LIQIANG).state()).messages[GENERAL]).toHaveLength(1);
  expect(await send({ text: '五' })).toBe(200);
  expect(await send({ text: '六' })).toBe(404);
});

test('who was deactivated can do nothing more; what they did before may still arrive', async () => {
  const here = await world();
  const id = await here.client.person({ name: 'old.one', realName: '离职' });
  await here.client.person({ id, isDeleted: true });
  const person = here.client.as(id);
  const post = { kind: 'post', channel: 'C0GENERAL', text: '再见' } as const;
  expect(await person.act(post)).toMatchObject({ ok: false, error: 'account_inactive' });
  person.isLate = true;
  expect(await person.act(post)).toMatchObject({ ok: true });
});

test('choices in a message ride along in its state; suggestions and a message shortcut ask the bot', async () => {
  const here = await world();
  const options = ['东湖', '南岗'].map((text) => ({ text: words(text), value: text }));
  const { packets } = await rawSocket(here, ({ payload }) =>
    payload.type === 'block_suggestion' ? { options } : undefined,
  );
  const me = here.client.as(XIAOMEI);
  const elements = [
    { type: 'radio_buttons', action_id: 'radio', options: [{ text: words('甲'), value: 'a' }] },
    { type: 'external_select', action_id: 'branch', placeholder: words('分会') },
    { type: 'button', action_id: 'ok', text: words('确定') },
  ];
  const blocks = [{ type: 'actions', block_id: 'b', elements }];
  await here.slack.apiCall('chat.postMessage', { channel: GENERAL, text: '题', blocks });
  await me.click('甲');
  await me.choose('branch', '南岗');
  await me.click('确定');
  expect(packets.at(-1)?.payload).toMatchObject({
    type: 'block_actions',
    user: { id: XIAOMEI, username: 'chen.xiaomei', team_id: here.play.teamId },
    container: { type: 'message', channel_id: GENERAL, is_ephemeral: false },
    actions: [{ action_id: 'ok', block_id: 'b', type: 'button' }],
    state: {
      values: { b: { radio: { selected_option: { value: 'a' } }, branch: { selected_option: { value: '南岗' } } } },
    },
  });
  expect(packets.find((one) => one.payload.type === 'block_suggestion')?.payload).toMatchObject({ value: '南岗' });
  const message = await me.lastMessage(GENERAL);
  await me.act({ kind: 'shortcut', callback_id: 'ask', channel: GENERAL, ts: message?.ts ?? '' });
  expect(packets.at(-1)?.payload).toMatchObject({ type: 'message_action', message: { text: '题' } });
});

test('nobody operates what is not theirs or not there', async () => {
  const here = await world();
  await rawSocket(here);
  const { ts = '' } = await here.slack.chat.postMessage({ channel: XIAOMEI, text: '私', blocks: [button('go')] });
  const message = await here.client.as(XIAOMEI).lastMessage();
  const where = { kind: 'message-action' as const, channel: message?.channel ?? '', ts };
  const id = message?.blocks?.[0]?.block_id ?? '';
  const act = (user: string, block_id: string) => here.client.as(user).act({ ...where, block_id, action_id: 'go' });
  expect(await act(LIQIANG, id)).toMatchObject({ ok: false, error: 'channel_not_found' });
  expect(await act(XIAOMEI, 'nowhere')).toMatchObject({ ok: false, error: 'element_not_found' });
  expect(await act(XIAOMEI, id)).toMatchObject({ ok: true });
});

test('people come, change and leave, and the bot hears of it', async () => {
  const here = await world();
  const { packets } = await rawSocket(here);
  const id = await here.client.person({ name: 'new.one', realName: '新人' });
  await here.client.person({ id, isDeleted: true });
  const events = packets.map(({ payload }) => payload.event as { type: string; user: { deleted: boolean } });
  expect(events.map((one) => [one.type, one.user.deleted])).toEqual([
    ['team_join', false],
    ['user_change', true],
  ]);
  expect(await refusal(here.slack.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({
    error: 'account_inactive',
  });
});
