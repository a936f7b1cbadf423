import { type Certificate as Common, certificateRegister } from '../../../certificates/register.ts';
import { NEEDED, type Needed } from '../rules/terms.ts';

/** That a member has completed a course, or one of its sessions: the scope is the id of what was completed. */
export interface Certificate extends Common {
  course: string;
  /** The rule by which it was, and by which it is taken away. */
  needed: Needed;
}

export const certificates = certificateRegister<Certificate>(
  'training_certificates',
  { course: { type: String, required: true }, needed: { type: String, required: true, enum: NEEDED } },
  'course',
);
