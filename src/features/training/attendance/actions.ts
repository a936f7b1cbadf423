import { screenActions } from '../../../gatherings/screen/actions.ts';
import { gathered } from '../seats/service/seats.ts';
import { trainerScreens } from './service/screen.ts';

export const {
  actions: trainerActions,
  modals: trainerModals,
  options: trainerOptions,
} = screenActions(gathered, trainerScreens);
