import { describe, expect, it } from 'vitest';
import { clock } from '../../../src/lib/clock.ts';
import { DAY_MS } from '../../../src/lib/zone.ts';
import { prepareShifts } from '../../../src/members/shifts/model.ts';
import {
  addAlias,
  changeShift,
  isShiftUndoable,
  nameShift,
  SHIFT_FAULTS,
  shiftById,
  undoShift,
} from '../../../src/members/shifts/service.ts';
import { useDesk } from '../../quiz/officer-desk.ts';

const desk = useDesk('shift-undo');
const EIGHT = { from: '', pattern: { kind: 'calendar' as const, from: '08:00', to: '16:00' }, crews: [] };
const NINE = { from: '2026-03-01', pattern: { kind: 'calendar' as const, from: '09:00', to: '17:00' }, crews: [] };
const deed = (request: string) => ({ by: 'UADMIN', request });

async function named(id: string, name = `班${id}`) {
  await prepareShifts(desk.ctx);
  return nameShift(desk.ctx, id, { name, ...EIGHT }, deed(`make-${id}`));
}

describe('the last change of a shift, undone', () => {
  it('is as it was before: name, spellings and hours', async () => {
    const before = await named('a');
    await changeShift(desk.ctx, 'a', before.revision, { name: '换名', ...NINE }, deed('change-a'));
    const back = await undoShift(desk.ctx, 'a', 1, deed('undo-a'));
    expect(back).toMatchObject({ name: '班a', aliases: [], keys: before.keys, revision: 2 });
    expect(back.versions).toEqual(before.versions);
    expect(back.follow).toEqual({ after: '' });
  });

  it('twice is once, and is not undone itself', async () => {
    await named('b');
    await changeShift(desk.ctx, 'b', 0, { name: '班b', ...NINE }, deed('change-b'));
    const [one, two] = await Promise.all([
      undoShift(desk.ctx, 'b', 1, deed('undo-b')),
      undoShift(desk.ctx, 'b', 1, deed('undo-b')),
    ]);
    expect([one.revision, two.revision]).toEqual([2, 2]);
    expect((await undoShift(desk.ctx, 'b', 1, deed('undo-b'))).revision).toBe(2);
    expect(isShiftUndoable(await shiftById(desk.ctx, 'b'))).toBe(false);
    await expect(undoShift(desk.ctx, 'b', 2, deed('again-b'))).rejects.toMatchObject({
      said: SHIFT_FAULTS.notUndoable,
    });
  });

  it('a name that got hours by mistake has none again, and may get others', async () => {
    const { revision } = await named('c');
    const back = await undoShift(desk.ctx, 'c', revision, deed('undo-c'));
    expect(back.versions).toMatchObject([{ from: '', crews: [] }]);
    expect(back.versions[0]?.pattern).toBeUndefined();
    const again = await changeShift(desk.ctx, 'c', back.revision, { name: '班c', ...NINE, from: '' }, deed('c2'));
    expect(again.versions).toMatchObject([{ pattern: NINE.pattern }]);
  });

  it('not what was changed since, and not after a day', async () => {
    await named('d');
    await addAlias(desk.ctx, 'd', { text: '另一种写法' });
    await expect(undoShift(desk.ctx, 'd', 0, deed('undo-d'))).rejects.toMatchObject({ said: SHIFT_FAULTS.stale });
    const shift = await shiftById(desk.ctx, 'd');
    expect(isShiftUndoable(shift)).toBe(true);
    const { undo } = shift;
    if (undo === undefined) throw new Error('it can be undone');
    const old = { ...shift, undo: { ...undo, at: new Date(clock.now().getTime() - DAY_MS - 1) } };
    expect(isShiftUndoable(old)).toBe(false);
    expect((await undoShift(desk.ctx, 'd', 1, deed('undo-d2'))).aliases).toEqual([]);
  });
});
