import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';

const id = z.string();

/** A club, and which page of its list of people. */
export const clubRef = ref('clubs.club', z.object({ id }));
export const joinClubRef = ref('clubs.joinClub', z.object({ id }));
export const leaveClubRef = ref('clubs.leaveClub', z.object({ id }));
export const editClubRef = ref('clubs.editClub', z.object({ id: id.optional() }));
export const passRef = ref('clubs.pass', z.object({ id }));
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

/** What the people who look after an event do; what people sign up with is `cardRefs`. */
export const inviteRef = ref('clubs.inviteAll', z.object({ id }));
export const cancelRef = ref('clubs.cancelForm', z.object({ id }));
export const albumRef = ref('clubs.albumForm', z.object({ id }));
/** Opens the form of an event: a new one of a club, of the union, of a festival's day, or one that is there. */
export const eventFormRef = ref(
  'clubs.eventForm',
  z.object({
    club: id.optional(),
    festival: id.optional(),
    isFestival: z.boolean().optional(),
    id: id.optional(),
  }),
);
