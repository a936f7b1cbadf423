import { QUESTION_LIMITS } from '../question/rules/question.ts';

/** A category as Moodle writes it in GIFT and XML: a path under `top`, a slash in a name doubled. */
export function writeCategoryPath(category: string): string {
  return category === '' ? '$course$/top' : `$course$/top/${category.replaceAll('/', '//')}`;
}

/** The category of a Moodle path; of a path too long for a label, its last name. */
export function readCategoryPath(path: string): string {
  const own = path
    .trim()
    .replace(/^\$\w+\$\/?/, '')
    .replace(/^top(?:\/|$)/, '');
  const whole = own.replaceAll('//', '/');
  if (whole.length <= QUESTION_LIMITS.label) return whole;
  return (
    own
      .split(/(?<!\/)\/(?!\/)/)
      .at(-1)
      ?.replaceAll('//', '/') ?? whole
  );
}
