import type { Role } from '../../../domain/people/actor';

/** Who may use an operation: anybody, whoever has signed in, the customer by their link, or the roles that are named. */
export type Right = 'anybody' | 'session' | 'customer' | readonly Role[];

const AGENTS: readonly Role[] = ['agent', 'specialist'];
const DEPARTMENT: readonly Role[] = ['lead', 'handler'];
const SUPERVISING: readonly Role[] = [
  'supervisor',
  'quality-manager',
  'head-of-customer-service',
  'executive',
];
const CASEWORK: readonly Role[] = [...AGENTS, ...DEPARTMENT, ...SUPERVISING];
const WITHOUT_HANDLERS: readonly Role[] = [...AGENTS, 'lead', ...SUPERVISING];
const STAFF: readonly Role[] = [...CASEWORK, 'auditor', 'administrator'];

/**
 * The rights of design §1, written down once more apart from the routes: an operation that is added, or that lets
 * somebody else in, has to be put here by somebody who has thought about it. A customer is in none of them.
 */
const TABLE: readonly (readonly [Right, string])[] = [
  [
    'anybody',
    `signIn listWaysIn leaveForProvider returnFromProvider isAlive isReady readMetrics readOpenApi readFormChallenge
     checkFormTexts fileByForm addFormFile`,
  ],
  [
    'customer',
    `openCustomerLink askCustomerCode enterCustomerCode leaveCustomerCase readCustomerRecord customerNote
     customerSatisfied customerUnsatisfied customerInDoubt customerWithdraw customerReopen sendCustomerFile
     readCustomerFile`,
  ],
  [AGENTS, 'readCustomerLink renewCustomerLink readOutCustomerCode'],
  ['session', 'readSession signOut changePassword listSessions signOutEverywhere chooseLocale'],
  [[...CASEWORK, 'administrator', 'integration'], 'fileComplaint previewComplaint'],
  [
    [...AGENTS, 'supervisor', 'quality-manager', 'head-of-customer-service'],
    'readImportTemplate checkImport listImports readImport listImportProblems fileImport',
  ],
  [
    ['supervisor', 'quality-manager', 'head-of-customer-service', 'administrator', 'auditor'],
    'listIncomingMails',
  ],
  [
    [...CASEWORK, 'auditor', 'integration'],
    `exportComplaints listComplaints readComplaint compareComplaint listEvents listClocks explainClock listAdmittedCommands readVerdict readAttachment
     listWorkOrdersOfComplaint readBulkAssignment`,
  ],
  [[...SUPERVISING, 'auditor'], 'readHistory readKeeping'],
  [['quality-manager', 'head-of-customer-service'], 'placeLegalHold liftLegalHold'],
  [['auditor', 'quality-manager', 'head-of-customer-service'], 'exportBundle'],
  [
    ['head-of-customer-service'],
    'eraseComplaint askForSubject readSubjectRequest exportSubject readSubjectErasure eraseSubject',
  ],
  [
    ['quality-manager', 'head-of-customer-service', 'auditor', 'administrator'],
    'listLegalHolds listRetentionPlans readRetentionPlan dryRunRetention',
  ],
  [[...SUPERVISING, 'auditor'], 'readLife'],
  [['auditor'], 'listAccessRecord decodePayloads listAnchors proveConsistency readProofKeys proveComplaint'],
  [
    [...CASEWORK, 'auditor'],
    `revealContacts listWorkOrders readWorkOrder listWorkOrderEvents readWorkOrderVerdict
     listCorrectiveActions readCorrectiveAction listCorrectiveActionEvents readCorrectiveActionVerdict`,
  ],
  [
    [...CASEWORK, 'integration'],
    `amend classify triage set-level set-transfer assign accept return form-team add-evidence note find plan
     complete-step log-contact contact-attempt promise-reply extend pause resume order-work claim decide-claim resolve
     customer-satisfied customer-unsatisfied customer-in-doubt close-unsettled escalate intervene mark-widespread
     flag-difficult reply-to-body decide-suggestion answer withdraw reopen callback review inspect keep-longer
     uploadAttachment bulkAssign`,
  ],
  [['lead', ...SUPERVISING], 'readSupervision'],
  [CASEWORK, 'countWork'],
  [CASEWORK, 'acceptWorkOrder returnWorkOrder finishWorkOrder cancelWorkOrder'],
  [WITHOUT_HANDLERS, 'enterSurvey enterDailyCheck enterFollowUp'],
  [
    [...WITHOUT_HANDLERS, 'auditor'],
    'listSurveys listDailyChecks listFollowUps listDutyReports readDutyReport readFigures',
  ],
  [SUPERVISING, 'answerDutyReport solveWidespread issueCorrectiveAction'],
  [
    ['lead', ...SUPERVISING],
    'acceptCorrectiveAction planCorrectiveAction reportCorrectiveAction verifyCorrectiveAction',
  ],
  [[...AGENTS, ...SUPERVISING, 'auditor', 'administrator'], 'listWidespreadGroups readWidespreadGroup'],
  [[...STAFF, 'integration'], 'streamChanges'],
  [STAFF, 'listNotices readNotice readAllNotices readNoticeSettings setNoticeSettings'],
  [['administrator', 'quality-manager', 'auditor'], 'listNoticeTemplates previewNotice'],
  [
    STAFF,
    `readPerson enterAbsence endAbsence readCompany readCalendar readCalendarYear listPacks readPackSchema
     listPackVersions readPackVersion explainPackVersion comparePackVersions`,
  ],
  [
    ['administrator', 'auditor'],
    'listPeople readCalendarChange readPackMove listAccounts readAccount listApiKeys listDepartments listWebhooks listWebhookDeliveries',
  ],
  [
    ['administrator'],
    `addWebhook changeWebhookSecret testWebhook replayWebhookDelivery endWebhook
     nameDeputy changeCalendar movePack addAccount changeAccount disableAccount enableAccount resetPassword
     endSessions makeApiKey withdrawApiKey addDepartment changeDepartment checkPack simulatePack publishPack`,
  ],
];

/** The right to each operation, by its id. */
export const RIGHTS: Readonly<Record<string, Right>> = Object.fromEntries(
  TABLE.flatMap(([right, operations]) =>
    operations
      .trim()
      .split(/\s+/)
      .map((id) => [id, right] as const),
  ),
);
