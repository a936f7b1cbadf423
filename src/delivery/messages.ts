const zh = { recalled: '这条通知已经撤回。' };
const en: typeof zh = { recalled: 'This notice has been withdrawn.' };

/** The words of delivery itself. */
export const messages = { zh, en };
