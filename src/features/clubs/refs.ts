import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';

const id = z.string();
/** The modal below a form, which shows what the form has changed. */
const below = z.string().optional();

/** A club, and which page of its list of people. */
export const clubRef = ref('clubs.club', z.object({ id }));
export const joinClubRef = ref('clubs.joinClub', z.object({ id, below }));
export const leaveClubRef = ref('clubs.leaveClub', z.object({ id }));
export const editClubRef = ref('clubs.editClub', z.object({ id: id.optional(), below }));
export const passRef = ref('clubs.pass', z.object({ id, below }));
export const unpassRef = ref('clubs.unpass', z.object({ id }));
export const chairRef = ref('clubs.answerChair', z.object({ id, seq: z.number(), isTaken: z.boolean() }));
export const peopleRef = ref(
  'clubs.people',
  z.object({ id, page: z.number().default(1), isDues: z.boolean().default(false) }),
);
/** What is done about one person of a club. `from`: the list in which it was pressed; absent: a notice. */
export const personRef = ref(
  'clubs.person',
  z.object({
    id,
    user: id,
    does: z.enum(['take', 'refuse', 'takeOff', 'paid', 'unpaid']),
    page: z.number().optional(),
  }),
);

/** An event. What a gathering's notices press carries its id alone. */
const before = ['id'] as const;
export const openRef = ref('clubs.open', z.object({ id }), { before });
export const joinRef = ref(
  'clubs.join',
  z.object({ id, guests: z.number().optional(), isMeant: z.boolean().optional() }),
  {
    before,
  },
);
export const acceptRef = ref('clubs.accept', z.object({ id }), { before });
export const leaveRef = ref('clubs.leave', z.object({ id }), { before });
export const guestsRef = ref('clubs.guestsForm', z.object({ id, below }));
export const inviteRef = ref('clubs.inviteAll', z.object({ id }));
export const cancelRef = ref('clubs.cancelForm', z.object({ id, below }));
export const albumRef = ref('clubs.albumForm', z.object({ id, below }));
export const fileRef = ref('clubs.file', z.object({ id }));
export const scoreRef = ref('clubs.score', z.object({ id, score: z.enum(['good', 'fair', 'poor']) }));
/** Opens the form of an event: a new one of a club, of the union, of a festival's day, or one that is there. */
export const eventFormRef = ref(
  'clubs.eventForm',
  z.object({
    club: id.optional(),
    festival: id.optional(),
    isFestival: z.boolean().optional(),
    id: id.optional(),
    version: z.number().optional(),
    below,
  }),
);
