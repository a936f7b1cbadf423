import { inThread } from '../../lib/thread.ts';
import type { DocumentFacts, DrawnDocument, drawDocument } from './document.ts';
import type { DrawnCertificate, drawCertificate } from './draw.ts';
import type { CertificateFacts } from './messages.ts';

const DRAW = new URL('./draw.ts', import.meta.url);
const DOCUMENT = new URL('./document.ts', import.meta.url);

/**
 * A certificate as PDF, made beside the event loop: opening a Chinese font takes a while.
 * @returns the file, and the characters for which 〓 stands in it: the person who issues it should hear of them
 */
export function certificatePdf(facts: CertificateFacts): Promise<DrawnCertificate> {
  return inThread<typeof drawCertificate>(DRAW, 'drawCertificate', facts);
}

/** A paper that several people have agreed on, as PDF; the same. */
export function documentPdf(facts: DocumentFacts): Promise<DrawnDocument> {
  return inThread<typeof drawDocument>(DOCUMENT, 'drawDocument', facts);
}
