import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import type { Question } from './rules/question.ts';

/** The picture of a question that has one. */
export function pictureOf(content: Question): AnyBlock[] {
  return content.picture === undefined
    ? []
    : [{ type: 'image', image_url: content.picture, alt_text: content.stem.slice(0, 200) }];
}
