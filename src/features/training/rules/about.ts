import { aboutGathering } from '../../../gatherings/gathering.ts';
import type { Session } from '../model.ts';

/** The course whose dates a notice shows: its copy follows them. */
export const aboutCourse = (course: string): string => `training.course:${course}`;

/** What the messages of these dates and of their courses follow. */
export const aboutDates = (dates: readonly Pick<Session, '_id' | 'course'>[]): string[] => [
  ...new Set(dates.flatMap(({ _id, course }) => [aboutGathering('training', _id), aboutCourse(course)])),
];
