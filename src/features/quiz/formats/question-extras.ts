import { z } from 'zod';
import type { Question } from '../question/rules/question.ts';

const MARK = 'jingying:';

const extrasSchema = z.object({
  tags: z.array(z.string()).max(100).optional(),
  posts: z.array(z.string()).max(100).optional(),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).optional(),
  source: z.string().optional(),
  picture: z.string().optional(),
});

/** Fields that GIFT and Moodle XML have no place for; they travel in a comment, which other programs pass over. */
export type QuestionExtras = z.infer<typeof extrasSchema>;

/** The comment's text for a question's extras; undefined when there is nothing to carry. Never holds `--` or a line break. */
export function writeExtras({ tags, posts, difficulty, source, picture }: Question): string | undefined {
  const extras = { ...(tags.length > 0 && { tags }), ...(posts.length > 0 && { posts }), difficulty, source, picture };
  const json = JSON.stringify(extras)
    .replace(/--/g, '\\u002d\\u002d')
    .replace(/-(?=")/g, '\\u002d')
    .replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
  return json === '{}' ? undefined : ` ${MARK} ${json} `;
}

/** The extras in a comment written by `writeExtras`; empty when it is another comment or was damaged. */
export function readExtras(comment: string): QuestionExtras {
  const text = comment.trim();
  if (!text.startsWith(MARK)) return {};
  try {
    return extrasSchema.safeParse(JSON.parse(text.slice(MARK.length))).data ?? {};
  } catch {
    return {};
  }
}

/** The body of a question from what a format itself carries and the extras of its comment, undefined left away. */
export function bodyWithExtras(
  native: { stem: string; category: string; tags: string[]; explanation: string },
  extras: QuestionExtras,
) {
  const { tags = native.tags, posts = [], difficulty, source, picture } = extras;
  return {
    ...native,
    tags,
    posts,
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(source === undefined ? {} : { source }),
    ...(picture === undefined ? {} : { picture }),
  };
}
