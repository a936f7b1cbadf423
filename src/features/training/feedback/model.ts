import { opinionCollections } from '../../../gatherings/opinions/collections.ts';

export const { voices, opinions: feedback } = opinionCollections({
  voices: 'training_voices',
  opinions: 'training_feedback',
});
