import { formReaderOf } from '../../bot/draw/form/modal.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { Context } from '../../context.ts';
import { gatheringDropReasons, gatheringFollows, gatheringNotices, type Look } from '../../gatherings/notices.ts';
import { opinionDropReasons, opinionScreens } from '../../gatherings/opinions/opinions.ts';
import type { Bilingual } from '../../lib/language.ts';
import { membershipOf } from '../../members/clubs/clubs.ts';
import { memberOf } from '../../members/service.ts';
import { appliedMessage, clubSentence, offerMessage, short, vacantMessage } from './club-views.ts';
import { albumButton, eventMessage } from './event-views.ts';
import { eventOpinions, messages } from './messages.ts';
import type { ClubEvent } from './model.ts';
import { expectedItems } from './rules.ts';
import { presentClub } from './service/clubs.ts';
import { gathered, itemsOf } from './service/gathered.ts';
import { eventCardOf, shownOf, shownOne } from './service/shown.ts';
import { given, stored } from './service/store.ts';
import { toldOf } from './told.ts';

export const dropReasons: Record<string, Bilingual> = {
  ...gatheringDropReasons,
  ...opinionDropReasons,
  'has-chair': { zh: '已经有社长了', en: 'the club has a chair again' },
  'offer-gone': { zh: '邀请已经收回', en: 'the offer was taken back' },
  'application-gone': { zh: '申请已经撤回', en: 'the application was taken back' },
  'told-with-day': { zh: '已在当天安排里提醒', en: 'told with the day’s programme' },
};

export const look: Look<ClubEvent> = {
  messages,
  told: (_ctx, reader, event) => toldOf(formReaderOf(reader), event),
  card: async (ctx, reader, event, lead) =>
    eventMessage(formReaderOf(reader), await eventCardOf(ctx, reader, event), { lead }),
};

/** Only those who came are asked how it was. */
export const opinionsOfEvents = opinionScreens(stored, given, gathered, {
  words: eventOpinions,
  told: look.told,
  more: (locale, event) => albumButton(locale, { id: event._id, album: event.album }),
});

const usual = gatheringNotices(stored, look);

/** Of a festival’s day people are reminded once, the day before: the first item stands for all of theirs. */
const remind: NoticeRenderer = async (request) => {
  const { ctx, recipient, params } = request;
  const drawn = await usual.remind(request);
  if ('drop' in drawn || recipient === undefined || params.rung !== 'day') return drawn;
  const event = await stored.find(ctx, params.session ?? '');
  if (event?.festival === undefined) return drawn;
  const [first, ...others] = expectedItems(await itemsOf(ctx, event.festival), recipient.user);
  if (first === undefined || others.length === 0) return drawn;
  if (first._id !== event._id) return { drop: 'told-with-day' };
  const day = await stored.find(ctx, event.festival);
  if (day === undefined) return drawn;
  const items = await shownOf(ctx, recipient, [first, ...others]);
  return eventMessage(formReaderOf(recipient), { shown: await shownOne(ctx, recipient, day), items });
};

const invite: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const event = await stored.find(ctx, params.session ?? '');
  if (event === undefined || recipient === undefined) return { drop: 'over' };
  if (!isSent && event.state !== 'open') return { drop: 'over' };
  const lead = messages[recipient.locale].inviteLead;
  return eventMessage(formReaderOf(recipient), await eventCardOf(ctx, recipient, event), { lead });
};

const nameOf = async (ctx: Context, user = ''): Promise<string> => (await memberOf(ctx, user))?.name ?? '';

/** What has happened to the chair of a club. */
const chair: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const club = await presentClub(ctx, params.club ?? '');
  const { _id: id, name } = club;
  const reader = formReaderOf(recipient);
  const say = messages[recipient.locale];
  const sentence = (text: string) => clubSentence(reader, id, text);
  switch (params.what) {
    case 'offered': {
      if (isSent && club.chair === recipient.user) return sentence(say.madeChair(short(name)));
      if (String(club.offer?.seq) !== params.seq)
        return { drop: String(club.declined) === params.seq ? 'answered' : 'offer-gone', about: short(name) };
      return offerMessage(reader, { id, name, seq: Number(params.seq), by: await nameOf(ctx, params.by) });
    }
    case 'took':
      return sentence(say.took(short(await nameOf(ctx, params.to)), short(name)));
    case 'declined':
      return sentence(say.declined(short(await nameOf(ctx, params.to)), short(name)));
    case 'followed':
      return sentence(say.followed(short((await nameOf(ctx, params.before)) || say.vacantBefore), short(name)));
    case 'vacant':
      if (club.chair !== undefined) return { drop: 'has-chair', about: short(name) };
      return vacantMessage(reader, { id, name, before: await nameOf(ctx, params.before) });
    default:
      return sentence(say.madeChair(short(name)));
  }
};

const applied: NoticeRenderer = async ({ ctx, recipient, params: { club: id = '', member: user = '' }, isSent }) => {
  const row = await membershipOf(ctx, id, user);
  if (recipient === undefined) return { drop: 'answered' };
  const { name } = await presentClub(ctx, id);
  const who = await nameOf(ctx, user);
  if (isSent && row?.state === 'in')
    return clubSentence(formReaderOf(recipient), id, messages[recipient.locale].taken(short(who)));
  // Nobody has answered it: the person has taken it back.
  if (row?.state !== 'asked')
    return { drop: row?.by === undefined ? 'application-gone' : 'answered', about: short(name) };
  return appliedMessage(formReaderOf(recipient), { id, name, user, who, words: row?.words ?? '' });
};

const answered: NoticeRenderer = async ({ ctx, recipient, params: { club: id = '' } }) => {
  const row = recipient && (await membershipOf(ctx, id, recipient.user));
  if (recipient === undefined || row === undefined || row.state === 'asked') return { drop: 'answered' };
  const say = messages[recipient.locale];
  const { name } = await presentClub(ctx, id);
  const text = (row.state === 'in' ? say.admitted : say.turnedDown)(short(name));
  return clubSentence(formReaderOf(recipient), id, text);
};

export const notices: Record<string, NoticeRenderer> = {
  ...usual,
  howWasIt: opinionsOfEvents.asks,
  remind,
  invite,
  chair,
  applied,
  answered,
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  ...gatheringFollows,
  invite: { things: ['session'] },
  howWasIt: { byName: true },
  chair: { things: ['chair'] },
  applied: { things: ['application'] },
  answered: { stays: 'the answer to an application' },
};
