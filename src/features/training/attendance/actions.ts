import { peopleActions } from '../../../gatherings/people/actions.ts';
import { screenActions } from '../../../gatherings/screen/actions.ts';
import { gathered } from '../seats/service/seats.ts';
import { stored } from '../session/service/write.ts';
import { peopleLook } from './messages.ts';
import { trainerScreens } from './service/screen.ts';

export const {
  actions: trainerActions,
  modals: trainerModals,
  options: trainerOptions,
} = screenActions(gathered, trainerScreens);

/** Who comes to a session, in lists, and the attendance as a file. */
export const { actions: attendanceActions } = peopleActions(stored, gathered, {
  ...peopleLook,
  manages: trainerScreens.spec.manages,
  told: trainerScreens.spec.told,
  topicOf: ({ topic }) => topic,
});
