import type { Bilingual } from '../../../lib/language.ts';

/** What officers call a notice to many. */
export const noticeTitles: Record<string, Bilingual> = {
  invite: { zh: '培训通知', en: 'Training: announced' },
  remind: { zh: '培训提醒', en: 'Training: reminder' },
  changed: { zh: '培训变动', en: 'Training: changed' },
  cancelled: { zh: '培训取消', en: 'Training: cancelled' },
  'changed-dates': { zh: '培训变动', en: 'Training: changed' },
  'cancelled-dates': { zh: '培训取消', en: 'Training: cancelled' },
  added: { zh: '培训加了日期', en: 'Training: dates added' },
  assigned: { zh: '培训安排', en: 'Training: put on the list' },
  'assigned-dates': { zh: '培训安排', en: 'Training: put on the list' },
  teach: { zh: '培训讲师', en: 'Training: the trainer' },
  handover: { zh: '培训缺讲师', en: 'Training: without a trainer' },
  digest: { zh: '每周培训预告', en: 'Training: the week' },
  quiz: { zh: '课后小测', en: 'Quiz after a course' },
  study: { zh: '自学', en: 'Self-study' },
  'study-changed': { zh: '自学改截止时间', en: 'Self-study: another end' },
  feedback: { zh: '培训评价', en: 'Training: feedback' },
  certificate: { zh: '结业证书', en: 'Training: certificate' },
  refresh: { zh: '复训提醒', en: 'Training: refresher' },
  corrected: { zh: '考勤更正', en: 'Training: attendance corrected' },
  absent: { zh: '缺席原因', en: 'Training: why absent' },
};
