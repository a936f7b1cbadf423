export const KINDS = ['class', 'camp', 'meetings', 'micro', 'joint', 'talk', 'self-study'] as const;
/**
 * 素质培训班, 特训营, 三会一课, 五微课堂, 三组联建, 劳模宣讲, 自学.
 */
export type Kind = (typeof KINDS)[number];

/** What has sessions: a self-study becomes none of these, and none of these a self-study. */
export const CLASS_KINDS = KINDS.filter((one) => one !== 'self-study');
