/** The course whose dates a notice shows: its copy follows them. */
export const aboutCourse = (course: string): string => `training.course:${course}`;
