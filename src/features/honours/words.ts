import type { Bilingual } from '../../lib/language.ts';

/** Why something cannot be done, with what to do. */
export const WORDS = {
  gone: { zh: '没有找到，可能已经取消。', en: 'This wasn’t found; it may have been cancelled.' },
  busy: {
    zh: '同时有很多人在操作，没有存上。请再点一次。',
    en: 'Many people pressed at once, and nothing was saved. Please try again.',
  },
  notYours: { zh: '这项评选不归你管。', en: 'You don’t manage this programme.' },
  otherBranch: { zh: '这项评选是另一个分会的。', en: 'This programme is another branch’s.' },
  cannotChange: {
    zh: '评选已经到了下一步，不能再改。',
    en: 'The programme has gone on, and this can’t be changed any more.',
  },
  needTitles: { zh: '还没有称号。请先添加一个称号。', en: 'There is no title yet. Add one first.' },
  needJudges: {
    zh: '评委至少 3 位。请点“修改”补上。',
    en: 'At least three judges are needed. Press “Edit” to name them.',
  },
  needPlaces: {
    zh: '要表决的称号，名额最多 5 个。请修改称号。',
    en: 'A title that is voted on has five places at most. Edit the title.',
  },
  isPast: {
    zh: '推荐截止时间已经过了。请点“修改”改一个。',
    en: 'The nominations would be over already. Press “Edit” to choose a later time.',
  },
  closed: { zh: '推荐已经截止，这次没有存上。', en: 'Nominations are closed, and nothing was saved.' },
  notHere: {
    zh: '这位同事不在名册里，或者不在这项评选的分会里。请另选一位。',
    en: 'This colleague isn’t on the roster, or not in the programme’s branch. Choose somebody else.',
  },
  isJudge: {
    zh: '评委不能推荐别人，也不能参评。',
    en: 'Judges can neither nominate nor be nominated.',
  },
  hasWithdrawn: { zh: '本人已经退出这个称号的评选。', en: 'They have withdrawn from this title.' },
  notNominee: {
    zh: '这份材料是别人的，公示以前只有本人能看。',
    en: 'This is somebody else’s dossier; before publicity only they can see it.',
  },
  notNow: {
    zh: '现在不能改材料了，评委已经在看。',
    en: 'The dossier can’t be changed any more; judges are reading it.',
  },
  fixedLine: {
    zh: '这一条关系到条件，不能隐藏；如果不对，请提异议。',
    en: 'This line decides whether the rules are met, so it can’t be hidden. If it is wrong, dispute it.',
  },
  enoughEvidence: { zh: '最多补充 10 条材料。', en: 'Ten pieces of evidence at most.' },
  tooLate: { zh: '公示已经结束，异议没有提交。', en: 'Publicity is over, and your objection wasn’t sent.' },
  disputeLate: { zh: '核对已经结束，没有提交。', en: 'The check is over, and your dispute wasn’t sent.' },
  notProposed: { zh: '这位同事不在公示名单里了。', en: 'This colleague isn’t among those proposed any more.' },
  noKey: {
    zh: '现在不能匿名提交。请实名提交，或者联系管理员。',
    en: 'Nothing anonymous can be sent here. Send it with your name, or ask an administrator.',
  },
  noJudge: { zh: '你不是这项评选的评委。', en: 'You aren’t a judge of this programme.' },
  recused: {
    zh: '你和这位候选人同一分会或有关联，按规定回避，不能看也不能评。',
    en: 'You are of the same branch as this nominee or close to them, so you can neither see nor score them.',
  },
  scoringOver: { zh: '评分已经结束，没有存上。', en: 'Scoring is over, and nothing was saved.' },
  badPoints: {
    zh: '分数要是整数，不能超过这一项的满分。',
    en: 'Scores are whole numbers, at most the criterion’s points.',
  },
  notTied: { zh: '已经定下来了。', en: 'This has been decided.' },
  impartial: {
    zh: '你是这项评选的候选人、推荐人或评委，不能办理。请转交另一位干部。',
    en: 'You are a nominee, a nominator or a judge here, so you can’t decide this. Hand it over to another officer.',
  },
  stakedJudge: {
    zh: '评委里有人是这项评选的候选人或推荐人，没有保存。请换人。',
    en: 'One of the judges is a nominee or has nominated somebody here, so nothing was saved. Name somebody else.',
  },
  ownObjection: {
    zh: '这条异议是你提的，不能由你办理。请转交另一位干部。',
    en: 'This objection is your own, so you can’t decide it. Hand it over to another officer.',
  },
  notHeld: { zh: '这个称号已经不在任期里。', en: 'This title isn’t held any more.' },
  renewLater: {
    zh: '到期前 60 天起、到期后 90 天内可以续任。',
    en: 'A title can be renewed from 60 days before its end until 90 days after.',
  },
  noKeyToVote: {
    zh: '服务器没有设密钥，不能无记名表决。请联系管理员，或者选不表决。',
    en: 'The server has no key, so there is no secret vote. Ask an administrator, or choose no vote.',
  },
  forLife: { zh: '这个称号没有任期，不用续任。', en: 'This title has no term, so there is nothing to renew.' },
  noCertificate: { zh: '只有证书本人可以下载。', en: 'Only its holder can download a certificate.' },
  annulled: { zh: '这张证书已作废。', en: 'This certificate was annulled.' },
  ownAccident: { zh: '不能登记自己。请另一位干部登记。', en: 'You can’t record your own. Ask another officer.' },
  moreTitles: { zh: '一项评选最多 6 个称号。', en: 'A programme has six titles at most.' },
} as const satisfies Record<string, Bilingual>;
