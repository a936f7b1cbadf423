import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, ROLES } from '../../../src/bot/actor.ts';
import { UserError } from '../../../src/bot/routing/errors.ts';
import {
  type AudiencePart,
  checkReadable,
  fitsScope,
  partKey,
  partOfKey,
  specOfKeys,
} from '../../../src/members/audience/spec.ts';
import { affairsOf, isOf, maySee, ownedBy } from '../../../src/members/roles.ts';

const name = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }).filter((text) => text.length <= 60);
const part: fc.Arbitrary<AudiencePart> = fc.oneof(
  fc.constant({ kind: 'everyone' as const }),
  fc.record({ kind: fc.constant('branch' as const), branch: name }),
  fc.record({ kind: fc.constant('team' as const), branch: name, team: name }),
  fc.record({ kind: fc.constant('post' as const), post: name }),
  fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom(...ROLES) }),
  fc.record({ kind: fc.constant('member' as const), user: fc.stringMatching(/^U[A-Z0-9]{8,12}$/) }),
  fc.record({ kind: fc.constant('channel' as const), channel: fc.stringMatching(/^C[A-Z0-9]{8,12}$/) }),
);

describe('the key of a part', () => {
  it('says the part, whatever the names, and fits an option', () => {
    fc.assert(
      fc.property(part, (one) => {
        expect(partOfKey(partKey(one))).toEqual(one);
        expect(partKey(one).length).toBeLessThanOrEqual(150);
      }),
    );
  });

  it('is its own: two parts have two keys', () => {
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(partKey(a) === partKey(b)).toBe(JSON.stringify(partOfKey(partKey(a))) === JSON.stringify(b));
      }),
    );
  });

  it.each(['', 'all:', 'branch', 'branch:', 't2:东湖', 't0:一班', 'tx:东湖一班', 'role:king', 'member:', 'x:y', ':'])(
    '"%s" names no part',
    (key) => {
      expect(partOfKey(key)).toBeUndefined();
    },
  );

  it('of a select are read together, each once, and none is lost', () => {
    const whole = specOfKeys(['all', 'member:U1', 'all'], ['role:officer']);
    expect(whole).toEqual({
      include: [{ kind: 'everyone' }, { kind: 'member', user: 'U1' }],
      except: [{ kind: 'role', role: 'officer' }],
    });
    expect(specOfKeys([], [])).toEqual({ include: [], except: [] });
    expect(() => checkReadable(whole)).not.toThrow();
    const lost = specOfKeys(['all'], ['x:y']);
    expect(lost.except).toEqual([{ kind: 'lost', key: 'x:y' }]);
    expect(lost.except.map(partKey)).toEqual(['x:y']);
    for (const one of [lost, specOfKeys(['x:y'], [])]) expect(() => checkReadable(one)).toThrow(UserError);
  });

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = partOfKey(text);
        expect(found === undefined || partOfKey(partKey(found))).toEqual(found ?? true);
      }),
    );
  });
});

type Officer = Pick<Actor, 'roles' | 'scope' | 'branch'>;
const company: Officer = { roles: ['officer'], scope: 'company', branch: '东湖' };
const ofBranch: Officer = { roles: ['worker', 'officer'], scope: 'branch', branch: '东湖' };
const worker: Officer = { roles: ['worker'], scope: 'branch', branch: '东湖' };
const administrator: Officer = { roles: ['administrator'], scope: 'branch', branch: undefined };

describe('the reach of an officer', () => {
  it.each<[AudiencePart, boolean]>([
    [{ kind: 'everyone' }, false],
    [{ kind: 'branch', branch: '东湖' }, true],
    [{ kind: 'branch', branch: '南岗' }, false],
    [{ kind: 'team', branch: '东湖', team: '一班' }, true],
    [{ kind: 'team', branch: '南岗', team: '一班' }, false],
    [{ kind: 'post', post: '电工' }, false],
    [{ kind: 'role', role: 'officer' }, false],
    [{ kind: 'member', user: 'U1' }, true],
    [{ kind: 'channel', channel: 'C1' }, false],
  ])('of the branch, for %j: %s', (one, fits) => {
    expect(fitsScope({ include: [one], except: [] }, ofBranch)).toBe(fits);
    expect(fitsScope({ include: [{ kind: 'branch', branch: '东湖' }, one], except: [] }, ofBranch)).toBe(fits);
    expect(fitsScope({ include: [one], except: [] }, company)).toBe(true);
    expect(fitsScope({ include: [one], except: [] }, administrator)).toBe(true);
    expect(fitsScope({ include: [one], except: [] }, worker)).toBe(false);
  });

  it('may except anybody', () => {
    const spec = {
      include: [{ kind: 'branch' as const, branch: '东湖' }],
      except: [{ kind: 'post' as const, post: '电工' }],
    };
    expect(fitsScope(spec, ofBranch)).toBe(true);
  });

  it('is one branch, the company, or nobody', () => {
    const nowhere = { ...ofBranch, branch: undefined };
    expect([company, administrator].map(affairsOf)).toEqual(['company', 'company']);
    expect(affairsOf(ofBranch)).toEqual({ branch: '东湖' });
    expect([worker, nowhere, { ...ofBranch, branch: '' }].map(affairsOf)).toEqual(['none', 'none', 'none']);
    expect([company, ofBranch].map(ownedBy)).toEqual([{}, { branch: '东湖' }]);
    expect(() => ownedBy(nowhere)).toThrow(UserError);
    for (const actor of [company, administrator, ofBranch, worker, nowhere])
      for (const branch of ['东湖', '南岗', '', undefined])
        expect(maySee(actor, branch)).toBe(isOf(affairsOf(actor), branch));
    expect(maySee(ofBranch, '东湖')).toBe(true);
    expect([maySee(ofBranch, '南岗'), maySee(ofBranch, undefined), maySee(nowhere, undefined)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
