import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';
import { noticeRefs } from '../../notices/views.ts';

const id = z.string();
const below = z.string().optional();

/** A programme, and what an officer does with it. */
export const programmeRef = ref('honours.programme', z.object({ id }));
export const programmeFormRef = ref('honours.programmeForm', z.object({ id: id.optional() }));
export const titleFormRef = ref('honours.titleForm', z.object({ id, title: id.optional() }));
export const dropTitleRef = ref('honours.dropTitle', z.object({ id, title: id }));
export const openRef = ref('honours.openNow', z.object({ id }));
export const cancelRef = ref('honours.cancelForm', z.object({ id }));
export const chooseRef = ref('honours.choose', z.object({ id, nominee: id }));

/** Nominating somebody; the dossier of a nominee, and what they do with it. */
export const nominateRef = ref('honours.nominateForm', z.object({ id }));
export const dossierRef = ref('honours.dossier', z.object({ id }));
export const hideRef = ref('honours.hide', z.object({ id, line: id, isHidden: z.boolean() }));
export const evidenceRef = ref('honours.evidenceForm', z.object({ id }));
export const dropEvidenceRef = ref('honours.dropEvidence', z.object({ id, evidence: id }));
export const disputeRef = ref('honours.disputeForm', z.object({ id }));
export const withdrawRef = ref('honours.withdraw', z.object({ id }));
export const objectRef = ref('honours.objectForm', z.object({ id }));

/** A judge's own sheet; `below`: the list from which it was opened. */
export const sheetRef = ref('honours.sheet', z.object({ id, below }));

/** The register: who holds a title now, or everybody. */
export const registerRef = ref(
  'honours.register',
  z.object({ which: z.enum(['all', 'held']), page: z.number().default(1) }),
);
export const renewRef = ref('honours.renewForm', z.object({ id }));
export const endRef = ref('honours.endForm', z.object({ id }));
export const pdfRef = ref('honours.pdf', z.object({ number: id }));
export const accidentRef = ref('honours.accidentForm', z.object({}));
export const honoursNotices = noticeRefs('honours');
