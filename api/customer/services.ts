import type { AccessRecord } from '../../models/access-record';
import type { AttachmentStore } from '../../models/attachments';
import type { CaseStore } from '../../models/cases';
import type { CustomerLinkStore } from '../../models/customer-links';
import type { Directory } from '../../models/people';
import type { CustomerSecrets } from '../../platform/customer-secrets';
import type { Mailer } from '../../platform/mail';
import type { SmsGateway } from '../../platform/sms';
import type { CommandServices } from '../commands/carry-out';
import type { SecretCookie } from '../http/session-cookie';

/** What the pages of customers work with. */
export interface CustomerServices extends CommandServices {
  readonly cases: CaseStore;
  readonly attachments: AttachmentStore;
  readonly directory: Directory;
  readonly accessRecord: AccessRecord;
  readonly customerLinks: CustomerLinkStore;
  readonly customerSecrets: CustomerSecrets;
  readonly customerCookie: SecretCookie;
  readonly mailer: Mailer;
  /** Absent: no text messages are sent. */
  readonly sms?: SmsGateway;
  /** IANA zone of the company. */
  readonly zone: string;
  readonly publicUrl: string;
}
